package io.throughline.standalone.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** PostgreSQL as a part of the platform. */
record PostgresProgram(PostgresCluster cluster, Map<String, String> settings) implements Program {

    @Override
    public List<String> command() {
        return cluster.command(settings);
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Path workingFolder() {
        return cluster.folder();
    }

    @Override
    public String mark() {
        return cluster.folder().toString();
    }

    @Override
    public boolean isReady() {
        return cluster.isReady();
    }

    @Override
    public void askToStop(Process process) {
        cluster.stop();
    }
}
