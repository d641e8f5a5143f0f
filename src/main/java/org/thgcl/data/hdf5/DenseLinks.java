package org.thgcl.data.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import io.jhdf.links.SoftLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The links of a group that keeps them in a heap with an index, as groups of the newer format with many links do.
/// jhdf reads them, and therefore every object of the group has to be one that jhdf knows.
final class DenseLinks {
    private DenseLinks() {}

    static SortedMap<String, Link> read(FileBytes file, String path) {
        SortedMap<String, Link> links = new TreeMap<>();
        // jhdf wants a name for a channel, which only links to other files would use.
        try (FullReads channel = new FullReads(file.path());
                HdfFile opened = new HdfFile(channel, URI.create("features.h5"))) {
            Group group = path.equals("/") ? opened : (Group) opened.getByPath(path.substring(1, path.length() - 1));
            for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
                links.put(child.getKey(), link(child.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " can't be read: " + e.getMessage(), e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw file.unsupported(
                    "group " + path + " has links that can't be read (" + e.getMessage() + ")", WayOut.EARLIEST);
        }
        return links;
    }

    private static Link link(Node node) {
        return switch (node) {
            case SoftLink soft -> new Link.Soft(soft.getTargetPath());
            case ExternalLink _ -> new Link.Elsewhere("a link into another file");
            default -> new Link.Hard(node.getAddress());
        };
    }
}
