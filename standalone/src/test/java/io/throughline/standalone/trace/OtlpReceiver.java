package io.throughline.standalone.trace;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc.MetricsServiceImplBase;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.TraceServiceImplBase;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A collector of traces and metrics: takes what OpenTelemetry exporters send over gRPC, and keeps it. */
final class OtlpReceiver implements AutoCloseable {

    private final List<ReceivedSpan> spans = new ArrayList<>();
    private final List<ReceivedGauge> gauges = new ArrayList<>();
    private final Server server;

    OtlpReceiver() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new Traces())
                    .addService(new Metrics())
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The spans of one trace, as soon as {@code complete} says that they are all there; what there is when it never does. */
    synchronized List<ReceivedSpan> await(String traceId, Duration patience, Predicate<List<ReceivedSpan>> complete) {
        return await(
                patience, () -> spans.stream().filter(span -> span.traceId().equals(traceId)).toList(), complete);
    }

    /** Every value of the gauges that came, as soon as {@code complete} says that they are all there; or after {@code patience}. */
    synchronized List<ReceivedGauge> awaitGauges(Duration patience, Predicate<List<ReceivedGauge>> complete) {
        return await(patience, () -> List.copyOf(gauges), complete);
    }

    private <T> List<T> await(Duration patience, Supplier<List<T>> received, Predicate<List<T>> complete) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = received.get();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (complete.test(found) || left <= 0) {
                return found;
            }
            try {
                wait(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return found;
            }
        }
    }

    private synchronized void keep(ExportTraceServiceRequest request) {
        for (var resource : request.getResourceSpansList()) {
            var service = text(resource.getResource().getAttributesList(), "service.name");
            for (var scope : resource.getScopeSpansList()) {
                for (var span : scope.getSpansList()) {
                    spans.add(new ReceivedSpan(
                            service,
                            span.getName(),
                            HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                            HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                            HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                            span.toString()));
                }
            }
        }
        notifyAll();
    }

    private synchronized void keep(ExportMetricsServiceRequest request) {
        for (var resource : request.getResourceMetricsList()) {
            var service = text(resource.getResource().getAttributesList(), "service.name");
            for (var scope : resource.getScopeMetricsList()) {
                for (var metric : scope.getMetricsList()) {
                    for (var point : metric.getGauge().getDataPointsList()) {
                        gauges.add(new ReceivedGauge(
                                service,
                                metric.getName(),
                                metric.getUnit(),
                                text(point.getAttributesList(), "throughline.feed.name"),
                                point.hasAsInt() ? point.getAsInt() : point.getAsDouble()));
                    }
                }
            }
        }
        notifyAll();
    }

    private static String text(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Traces extends TraceServiceImplBase {

        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
            keep(request);
            answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }

    private final class Metrics extends MetricsServiceImplBase {

        @Override
        public void export(ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
            keep(request);
            answer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }
}
