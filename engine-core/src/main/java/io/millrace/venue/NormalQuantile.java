package io.millrace.venue;

/**
 * The quantile of the standard normal distribution: Wichura, "Algorithm AS 241: the percentage points of the normal
 * distribution", Applied Statistics 37 (1988), routine PPND16, whose relative error is about 1e-16. Logarithm and root
 * are StrictMath's, so every machine gives the same bits; nothing is allocated, unlike StrictMath's sine and cosine.
 */
final class NormalQuantile {
    private static final double[] CENTRE_TOP = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] CENTRE_BOTTOM = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0
    };
    private static final double[] MIDDLE_TOP = {
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835
    };
    private static final double[] MIDDLE_BOTTOM = {
        1.0507500716444169E-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1.0
    };
    private static final double[] TAIL_TOP = {
        2.0103343992922881E-07,
        2.7115555687434876E-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103
    };
    private static final double[] TAIL_BOTTOM = {
        2.0442631033899397E-15,
        1.421511758316446E-07,
        1.8463183175100548E-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1.0
    };

    private NormalQuantile() {}

    /** @param probability above 0 and below 1 */
    static double of(final double probability) {
        final double offset = probability - 0.5;
        if (Math.abs(offset) <= 0.425) {
            final double r = 0.180625 - offset * offset;
            return offset * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
        }
        final double r = StrictMath.sqrt(-StrictMath.log(offset < 0 ? probability : 1 - probability));
        final double distance = r <= 5
                ? polynomial(MIDDLE_TOP, r - 1.6) / polynomial(MIDDLE_BOTTOM, r - 1.6)
                : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5);
        return offset < 0 ? -distance : distance;
    }

    /** Horner's rule, highest power first. */
    private static double polynomial(final double[] coefficients, final double at) {
        double value = 0;
        for (final double coefficient : coefficients) {
            value = value * at + coefficient;
        }
        return value;
    }
}
