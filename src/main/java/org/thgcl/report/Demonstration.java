package org.thgcl.report;

import java.util.List;
import org.thgcl.data.PlantedEvents;

/// The content of the demonstration's page that other reports don't have.
///
/// @param data what was learnt
/// @param commands what to try next
public record Demonstration(PlantedEvents data, List<NextCommand> commands) {
    public Demonstration {
        commands = List.copyOf(commands);
    }

    /// A command to try next.
    ///
    /// @param line as it is typed
    /// @param purpose what it does, a phrase
    public record NextCommand(String line, String purpose) {}
}
