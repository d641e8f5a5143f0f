package org.thgcl.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thgcl.weights.TorchTensors.Storages;

/// PyTorch's files since 2020: a zip archive with `NAME/data.pkl`, a pickle, and `NAME/data/KEY`, the numbers
/// of a storage, little-endian.
final class TorchZip {
    private static final String PICKLE = "/data.pkl";
    private static final String DATA = "data/";
    private static final String BYTE_ORDER = "byteorder";

    /// Entries that PyTorch writes besides: numbers of versions, a hash, how the storages are aligned.
    private static final Set<String> OTHERS =
            Set.of("version", BYTE_ORDER, ".data/serialization_id", ".format_version", ".storage_alignment");

    private TorchZip() {}

    /// Whether an archive has a pickle where PyTorch has it.
    static boolean is(List<String> entries) {
        return entries.stream().anyMatch(name -> name.endsWith(PICKLE));
    }

    /// The tensors by name. Their numbers are read from the archive when they are needed.
    static Map<String, StoredTensor> read(Path file, long fileBytes, ZipEntries zip) throws IOException {
        String pickle = zip.names().stream()
                .filter(name -> name.endsWith(PICKLE))
                .findFirst()
                .orElseThrow();
        String folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
        Map<String, String> storages = storages(file, folder, zip);
        requireLittleEndian(file, folder + BYTE_ORDER, zip);
        Storages mentioned = new Storages(fileBytes, key -> () -> zip.read(folder + DATA + key));
        Object pickled = Pickle.read(file + ": " + pickle, zip.read(pickle), new PickleGlobals(mentioned::of));
        mentioned.requireAll(file.toString(), storages.keySet());
        mentioned.bytes().forEach((key, bytes) -> {
            long size = zip.size(storages.get(key));
            if (size != bytes) {
                throw new IllegalArgumentException(
                        file + ": damaged: storage " + key + " has " + size + " bytes, its pickle says " + bytes);
            }
        });
        return TorchTensors.named(file + ": " + pickle, pickled);
    }

    /// The entries with the storages' numbers, by key.
    private static Map<String, String> storages(Path file, String folder, ZipEntries zip) {
        Map<String, String> storages = new HashMap<>();
        for (String entry : zip.names()) {
            String name = entry.startsWith(folder) ? entry.substring(folder.length()) : entry;
            if (entry.startsWith(folder) && name.startsWith(DATA)) {
                storages.put(name.substring(DATA.length()), entry);
            } else if (name.startsWith("code/") || name.equals("constants.pkl")) {
                throw new IllegalArgumentException(
                        file + ": is a TorchScript program; only tensors are read, as torch.save(state_dict) has them");
            } else if (!OTHERS.contains(name) && !entry.equals(folder + PICKLE.substring(1))) {
                throw new IllegalArgumentException(file + ": has an entry " + entry + ", which PyTorch doesn't write");
            }
        }
        return storages;
    }

    private static void requireLittleEndian(Path file, String entry, ZipEntries zip) throws IOException {
        if (zip.size(entry) < 0) {
            return; // older versions wrote little-endian and didn't say so
        }
        String order = StandardCharsets.ISO_8859_1.decode(zip.read(entry)).toString();
        if (!order.equals("little")) {
            throw new IllegalArgumentException(
                    file + ": the byte order is '" + order + "', only little-endian files are read");
        }
    }
}
