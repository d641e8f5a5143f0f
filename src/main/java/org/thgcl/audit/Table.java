package org.thgcl.audit;

import java.util.List;

/// Figures behind a verdict.
///
/// @param title what the table shows, with units
/// @param header names of the columns
/// @param rows as many cells each as the header has
public record Table(String title, List<String> header, List<List<String>> rows) {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if a row isn't as long as the header
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("table '" + title + "': row " + row + " has " + row.size()
                        + " cells, the header " + header.size());
            }
        }
    }
}
