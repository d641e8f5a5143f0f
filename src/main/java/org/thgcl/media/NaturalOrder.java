package org.thgcl.media;

import java.util.Comparator;

/// The order of names in which `frame2` comes before `frame10`: digits in a row are compared as one number, all
/// else character by character. Names that differ in leading zeros only are in plain order.
final class NaturalOrder implements Comparator<String> {
    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int nextI = i + 1;
            int nextJ = j + 1;
            int order;
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                nextI = endOfDigits(a, i);
                nextJ = endOfDigits(b, j);
                order = compareNumbers(a.substring(i, nextI), b.substring(j, nextJ));
            } else {
                order = Character.compare(a.charAt(i), b.charAt(j));
            }
            if (order != 0) {
                return order;
            }
            i = nextI;
            j = nextJ;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int at) {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, String b) {
        String x = withoutZeros(a);
        String y = withoutZeros(b);
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    private static String withoutZeros(String digits) {
        int at = 0;
        while (at < digits.length() && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }
}
