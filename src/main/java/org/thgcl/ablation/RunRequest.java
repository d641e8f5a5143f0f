package org.thgcl.ablation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.file.Json;
import org.thgcl.model.Configuration;
import org.thgcl.training.Models;

/// A run of a sweep as a value: all that another machine must know to make it, see [RunSite#make].
///
/// @param name what messages call it: variant and seed
/// @param address its name in the cache, see [RunCache]
/// @param configuration the complete one, as texts by key
/// @param data to train and test on
/// @param program fingerprint of what the program computes
/// @param threads to make it with, at least 1; its numbers don't depend on them
/// @param bytes of memory that it takes, about: parameters, their moments, activations, cached features
public record RunRequest(
        String name,
        String address,
        Map<String, String> configuration,
        DataSource data,
        String program,
        int threads,
        long bytes) {
    public RunRequest {
        if (name == null || address == null || data == null || program == null || threads < 1 || bytes < 0) {
            throw new IllegalArgumentException("a run's request lacks a part, or asks for no thread");
        }
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    static RunRequest of(PlannedRun run, int threads, long bytes) {
        RunKey key = run.key();
        Map<String, String> configuration = new LinkedHashMap<>();
        for (String setting : key.configuration().keys().all()) {
            configuration.put(setting, key.configuration().text(setting));
        }
        return new RunRequest(
                run.name(), key.address(), configuration, run.data().source(), key.program(), threads, bytes);
    }

    /// The request as one line of JSON, without an end of line.
    public String line() {
        return Json.line(this);
    }

    /// Reads what [#line] gave.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static RunRequest parse(String line) {
        try {
            return Json.read(line, RunRequest.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not the request of a run: " + e.getMessage(), e);
        }
    }

    /// All that the run's numbers depend on.
    ///
    /// @throws RunRefusedException if this program reads the settings in another way than the one that asks
    RunKey key() {
        Configuration c = Models.configuration(configuration);
        RunKey key = new RunKey(c, data.fingerprint(), program);
        if (!key.address().equals(address)) {
            throw new RunRefusedException(name + ": its settings are the run " + key.address() + " here, must be "
                    + address + "; another version of the program?");
        }
        return key;
    }
}
