package io.millrace.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
    /** Expected values: ndtri of SciPy 1 (the Cephes library), which uses other approximations. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612",
        "1e-20, -9.262340089798409",
        "1e-5, -4.264890793922825",
        "0.02, -2.053748910631823",
        "0.075, -1.4395314709384563",
        "0.2, -0.8416212335729142",
        "0.425, -0.18911842627279252",
        "0.5, 0",
        "0.77, 0.7388468491852137",
        "0.925, 1.4395314709384563",
        "0.999, 3.090232306167813"
    })
    void shouldAgreeWithAnIndependentLibrary(final double probability, final double expected) {
        assertEquals(expected, NormalQuantile.of(probability), 2e-14 * Math.abs(expected));
    }
}
