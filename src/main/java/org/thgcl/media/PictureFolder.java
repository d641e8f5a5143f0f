package org.thgcl.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of PNG or JPEG pictures, all of one size, in the [NaturalOrder] of their names.
final class PictureFolder implements Pictures {
    private final List<Path> files;
    private final Rational frameRate;

    private PictureFolder(List<Path> files, Rational frameRate) {
        this.files = files;
        this.frameRate = frameRate;
    }

    /// Whether pictures lie in a folder.
    static boolean is(Path folder) throws IOException {
        return Files.isDirectory(folder) && entries(folder).stream().anyMatch(PictureFile::isNamedSo);
    }

    /// @throws MediaException if there are no pictures in the folder
    static PictureFolder open(Path folder, Rational frameRate) throws IOException {
        List<Path> files =
                entries(folder).stream().filter(PictureFile::isNamedSo).toList();
        if (files.isEmpty()) {
            throw new MediaException(folder + ": no pictures lie in this folder; their names end with .png or .jpg");
        }
        return new PictureFolder(files, frameRate);
    }

    /// The files and folders in a folder, in natural order. Those whose names begin with a dot are hidden and
    /// left out.
    static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    @Override
    public Rational frameRate() {
        return frameRate;
    }

    @Override
    public long count() {
        return files.size();
    }

    @Override
    public void read(Section section, Recording.FrameSink sink) throws IOException {
        long end = Math.min(section.end(frameRate), files.size());
        long first = section.first(frameRate);
        if (first >= end) {
            return;
        }
        Picture size = PictureFile.read(files.getFirst());
        for (long i = first; i < end; i++) {
            Path file = files.get((int) i);
            Picture picture = PictureFile.read(file);
            if (picture.width() != size.width() || picture.height() != size.height()) {
                throw new MediaException(file + ": the picture has " + picture.width() + " x " + picture.height()
                        + " pixels, the folder's first has " + size.width() + " x " + size.height()
                        + "; all of a recording must have one size");
            }
            sink.take(new Frame(time(i), picture));
        }
    }
}
