package org.thgcl.page;

/// A colour of the house style by name: its values, one for light and one for dark, are in [HouseStyle]. All
/// eight can be told apart in every kind of colour vision; a second sign, such as a dash or a label, stands
/// beside each all the same.
public enum Hue {
    INK("ink"),
    BLUE("blue"),
    ORANGE("orange"),
    GREEN("green"),
    PURPLE("purple"),
    SKY("sky"),
    RED("red"),
    GOLD("gold"),
    PINK("pink");

    private static final Hue[] ALL = values();

    private final String word;

    Hue(String word) {
        this.word = word;
    }

    /// The class that an element of this colour has, beside the one that says what it is: `class="line blue"`.
    public String word() {
        return word;
    }

    /// One of the eight colours, in turn.
    ///
    /// @param number from 0
    public static Hue of(int number) {
        return ALL[1 + number % (ALL.length - 1)];
    }
}
