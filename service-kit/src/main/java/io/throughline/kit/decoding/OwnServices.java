package io.throughline.kit.decoding;

import io.grpc.BindableService;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;

/** Marks our services when the application is built: nobody wrote their classes, and those of the framework cannot be decorated. */
public class OwnServices implements BuildCompatibleExtension {

    private static final String OURS = "io.throughline.";

    @Enhancement(types = BindableService.class, withSubtypes = true)
    public void mark(ClassConfig service) {
        if (service.info().name().startsWith(OURS)) {
            service.addAnnotation(Own.class);
        }
    }
}
