package io.millrace.feedserver;

import java.util.SplittableRandom;

/** Messages that are none, the same ones in every run: cut off, nested, of wrong types, with impossible numbers. */
final class Garbage {
    private static final int DEEP = 10_000;
    private static final int MANY_DIGITS = 400;
    private static final int NOISE = 200;

    private final SplittableRandom random = new SplittableRandom(28);

    String message(int index) {
        return switch (index % 10) {
            case 0 -> "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"1";
            case 1 -> "[".repeat(DEEP);
            case 2 -> trade("1e400");
            case 3 -> trade("9".repeat(MANY_DIGITS));
            case 4 -> trade("NaN");
            case 5 -> trade("-0");
            case 6 -> "{\"e\":7,\"s\":[1,{}]}";
            case 7 -> "";
            case 8 -> "{\"data\":" + "{\"data\":".repeat(DEEP) + "}";
            default -> noise();
        };
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NOISE; i++) {
            text.append((char) (1 + random.nextInt(0xD000)));
        }
        return text.toString();
    }

    private static String trade(String price) {
        return "{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":9,\"p\":\"" + price
                + "\",\"q\":\"1\",\"T\":1385000000000,\"m\":true}";
    }
}
