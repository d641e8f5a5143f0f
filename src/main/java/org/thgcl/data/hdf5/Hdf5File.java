package org.thgcl.data.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thgcl.file.Reason;

/// An HDF5 file, from which datasets are taken by name. Objects that nobody asks for aren't looked at.
public final class Hdf5File implements AutoCloseable {
    /// A soft link that leads to a soft link, and so on, more often than this goes in a circle.
    private static final int MOST_LINKS = 16;

    private final FileBytes file;
    private final Superblock superblock;
    private final Map<Long, Group> groups = new HashMap<>();
    private final Map<Long, StoredDataset> datasets = new HashMap<>();

    private Hdf5File(FileBytes file) {
        this.file = file;
        superblock = Superblock.read(file);
    }

    /// Opens a file.
    ///
    /// @throws IllegalArgumentException if it isn't an HDF5 file, is truncated or damaged
    /// @throws UncheckedIOException if it can't be read
    public static Hdf5File open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path);
            try {
                return new Hdf5File(new FileBytes(path, channel));
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read: " + Reason.of(e), e);
        }
    }

    /// Whether a file is one in HDF5, by its signature.
    ///
    /// @throws IOException if it can't be read
    public static boolean isOne(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            return Superblock.find(new FileBytes(path, channel)) >= 0;
        }
    }

    /// The names in the root group.
    public SortedSet<String> names() {
        return new TreeSet<>(root().links().keySet());
    }

    /// A dataset by its name in the root group, through soft links if need be; null if there is no such name.
    ///
    /// @throws IllegalArgumentException if it isn't a dataset of this file, is of a kind that this reader doesn't
    ///     know, or is damaged
    public StoredDataset dataset(String name) {
        long header = find(root(), "/", name, name, 0);
        if (header == FileBytes.UNDEFINED) {
            return null;
        }
        StoredDataset known = datasets.get(header);
        if (known != null) {
            return known;
        }
        ObjectHeader messages = ObjectHeader.read(file, header, name);
        if (!messages.has(ObjectHeader.LAYOUT)) {
            boolean group = messages.has(ObjectHeader.SYMBOL_TABLE) || messages.has(ObjectHeader.LINK_INFO);
            throw new IllegalArgumentException(
                    file.path() + ": " + name + " is not a dataset" + (group ? " but a group" : ""));
        }
        StoredDataset dataset = new StoredDataset(messages, name);
        datasets.put(header, dataset);
        return dataset;
    }

    /// A text attribute of the root group, of fixed length, that stands in its header; empty if there is no such text.
    ///
    /// @throws IllegalArgumentException if the header or the attribute is damaged
    public Optional<String> attribute(String name) {
        return ObjectHeader.read(file, superblock.rootHeader(), "the root group").all(ObjectHeader.ATTRIBUTE).stream()
                .flatMap(message -> TextAttribute.read(message, name).stream())
                .map(TextAttribute::text)
                .findFirst();
    }

    /// Refuses a file in which two of the structures read so far lie on one another. To be called once, when all
    /// that is needed has been found.
    public void refuseOverlaps() {
        file.refuseOverlaps();
    }

    private Group root() {
        Group root = groups.get(superblock.rootHeader());
        if (root == null) {
            ObjectHeader header = ObjectHeader.read(file, superblock.rootHeader(), "the root group");
            requireAsNoted(header);
            root = group(superblock.rootHeader(), header, "/");
        }
        return root;
    }

    /// The older superblocks repeat what the root group's header says, unless the group was made over since.
    private void requireAsNoted(ObjectHeader header) {
        if (superblock.rootTree() == FileBytes.UNDEFINED || !header.has(ObjectHeader.SYMBOL_TABLE)) {
            return;
        }
        Fields table = header.one(ObjectHeader.SYMBOL_TABLE, "symbol table");
        if (table.address() != superblock.rootTree() || table.address() != superblock.rootHeap()) {
            throw file.damaged("superblock and root group disagree on where the names are");
        }
    }

    private Group group(long address, ObjectHeader header, String path) {
        Group group = Group.read(header, path);
        groups.put(address, group);
        return group;
    }

    /// The header of an object, [FileBytes#UNDEFINED] if its last name isn't there.
    private long find(Group start, String startPath, String path, String asked, int links) {
        if (links > MOST_LINKS) {
            throw new IllegalArgumentException(file.path() + ": " + asked + " is a soft link that leads in a circle");
        }
        Group group = path.startsWith("/") ? root() : start;
        String at = path.startsWith("/") ? "/" : startPath;
        long header = path.startsWith("/") ? superblock.rootHeader() : FileBytes.UNDEFINED;
        String[] steps = path.replaceAll("^/+|/+$", "").split("/+", -1);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].isEmpty() || steps[i].equals(".")) {
                continue;
            }
            header = step(group, at, steps[i], asked, links);
            if (header == FileBytes.UNDEFINED) {
                return header;
            }
            at = at + steps[i] + "/";
            if (i < steps.length - 1) {
                Group next = groups.get(header);
                group = next != null ? next : group(header, ObjectHeader.read(file, header, at), at);
            }
        }
        return header;
    }

    private long step(Group group, String at, String name, String asked, int links) {
        return switch (group.links().get(name)) {
            case null -> FileBytes.UNDEFINED;
            case Link.Hard hard -> hard.header();
            case Link.Soft soft -> {
                long header = find(group, at, soft.target(), asked, links + 1);
                if (header == FileBytes.UNDEFINED) {
                    throw new IllegalArgumentException(file.path() + ": " + asked + " is a soft link to '"
                            + soft.target() + "', which isn't there");
                }
                yield header;
            }
            case Link.Elsewhere elsewhere ->
                throw file.unsupported(asked + " is " + elsewhere.kind() + ", which isn't followed", WayOut.PLAIN);
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
