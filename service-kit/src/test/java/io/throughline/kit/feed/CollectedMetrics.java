package io.throughline.kit.feed;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.Optional;

/** Takes the place of a collector of metrics for a test: collects when the test says so. */
final class CollectedMetrics implements MetricReader, AutoCloseable {

    private final SdkMeterProvider provider;
    private CollectionRegistration collection = CollectionRegistration.noop();

    private CollectedMetrics() {
        provider = SdkMeterProvider.builder().registerMetricReader(this).build();
    }

    /** Of all that this process measures from now on. */
    static CollectedMetrics ofProcess() {
        var metrics = new CollectedMetrics();
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(
                OpenTelemetrySdk.builder().setMeterProvider(metrics.provider).build());
        return metrics;
    }

    Meter meter() {
        return provider.get("test");
    }

    /** The value of {@code gauge} for {@code feed} as it is told now; empty when nothing is told. */
    Optional<PointData> of(String gauge, String feed) {
        return collection.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(gauge))
                .flatMap(metric -> metric.getData().getPoints().stream())
                .filter(point -> feed.equals(point.getAttributes().get(FeedLagGauges.FEED)))
                .map(PointData.class::cast)
                .findFirst();
    }

    @Override
    public void register(CollectionRegistration registration) {
        collection = registration;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public void close() {
        provider.close();
        GlobalOpenTelemetry.resetForTest();
    }
}
