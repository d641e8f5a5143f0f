package org.thgcl.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.media.Picture;
import org.thgcl.tensor.CounterRandom;

/// A recording that nobody made: an event that is seen and heard at the same time, in noise. It is a function of its
/// arguments.
///
/// @param event what happens
/// @param number which of the recordings of this event, at least 0
/// @param seed of when it happens, of colours and of the noise
record SyntheticRecording(Event event, int number, long seed) {
    /// Samples a second.
    static final int RATE = 16_000;

    /// Pictures a second.
    static final int PICTURE_RATE = 25;

    /// Length in seconds.
    static final int SECONDS = 2;

    static final int WIDTH = 96;
    static final int HEIGHT = 72;

    private static final double EVENT_SECONDS = 0.8;
    private static final double LOUDNESS = 0.4;
    private static final double NOISE = 0.01;
    private static final int WHEN = CounterRandom.site("when");
    private static final int COLOUR = CounterRandom.site("colour");
    private static final int SOUND = CounterRandom.site("sound");

    /// An event. Of its time, `part` has gone by: 0 when it begins, 1 when it ends.
    enum Event {
        GROWING(0, "disc grows, tone rises") {
            @Override
            boolean covers(double x, double y, double part) {
                double radius = 0.1 + 0.4 * part;
                return x * x + y * y < radius * radius;
            }

            @Override
            double sound(double part) {
                return sine(300 * part + 800 * part * part);
            }
        },
        PASSING(1, "bar passes, tone falls") {
            @Override
            boolean covers(double x, double y, double part) {
                return Math.abs(x - (1.2 * part - 0.6)) < 0.1;
            }

            @Override
            double sound(double part) {
                return sine(2400 * part - 900 * part * part);
            }
        },
        BLINKING(2, "square blinks, clicks") {
            @Override
            boolean covers(double x, double y, double part) {
                return Math.max(Math.abs(x), Math.abs(y)) < 0.25 && part * BLINKS % 1 < 0.5;
            }

            @Override
            double sound(double part) {
                double sinceClick = part * BLINKS % 1;
                return sine(2800 * part) * StrictMath.exp(-5 * sinceClick);
            }
        };

        private static final int BLINKS = 4;

        private final int index;
        private final String title;

        /// @param index its random numbers are drawn by
        Event(int index, String title) {
            this.index = index;
            this.title = title;
        }

        /// Its class.
        String title() {
            return title;
        }

        /// Whether the shape covers a point.
        ///
        /// @param x from the middle of the picture to the right, in its widths
        /// @param y likewise upwards
        abstract boolean covers(double x, double y, double part);

        /// The sound, -1 to 1.
        abstract double sound(double part);

        private static double sine(double turns) {
            return StrictMath.sin(2 * StrictMath.PI * turns);
        }
    }

    /// A name for files: letters, a dash, the number from 1 on.
    String name() {
        return event.name().toLowerCase(Locale.ROOT) + "-" + (number + 1);
    }

    /// When the event begins, in seconds.
    double begin() {
        return 0.2 + random().uniform(number, WHEN, event.index) * (SECONDS - EVENT_SECONDS - 0.4);
    }

    private double part(double seconds) {
        return (seconds - begin()) / EVENT_SECONDS;
    }

    private static boolean happens(double part) {
        return part >= 0 && part < 1;
    }

    /// Its sound, -1 to 1, `RATE` samples a second.
    double[] samples() {
        int site = SOUND + event.index;
        return IntStream.range(0, RATE * SECONDS)
                .mapToDouble(n -> {
                    double part = part((double) n / RATE);
                    double tone = happens(part) ? LOUDNESS * event.sound(part) : 0;
                    return tone + NOISE * random().gaussian(number, site, n);
                })
                .toArray();
    }

    /// Its pictures, `PICTURE_RATE` a second.
    List<Picture> pictures() {
        return IntStream.range(0, PICTURE_RATE * SECONDS)
                .mapToObj(k -> picture(part((double) k / PICTURE_RATE)))
                .toList();
    }

    private Picture picture(double part) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                double x = (column + 0.5 - WIDTH / 2.0) / WIDTH;
                double y = (HEIGHT / 2.0 - row - 0.5) / WIDTH;
                boolean covered = happens(part) && event.covers(x, y, part);
                for (int channel = 0; channel < 3; channel++) {
                    rgb[(row * WIDTH + column) * 3 + channel] = (byte) (covered ? bright(channel) : dark(channel));
                }
            }
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    private int bright(int channel) {
        return 170 + random().below(86, number, COLOUR, event.index * 6 + channel);
    }

    private int dark(int channel) {
        return random().below(70, number, COLOUR, event.index * 6 + 3 + channel);
    }

    private CounterRandom random() {
        return new CounterRandom(seed);
    }
}
