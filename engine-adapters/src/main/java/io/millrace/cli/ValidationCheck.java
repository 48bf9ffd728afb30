package io.millrace.cli;

/**
 * One thing that was checked.
 *
 * @param name what was looked at
 * @param status how it stands
 * @param detail what was found and, when it is not well, what to do
 * @param millis how long it took
 */
record ValidationCheck(String name, Status status, String detail, long millis) {
    /** How a thing stands. */
    enum Status {
        OK("ok"),
        /** Works, but not as well as it could. */
        WARN("warn"),
        FAIL("FAIL");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static ValidationCheck ok(String detail) {
        return new ValidationCheck("", Status.OK, detail, 0);
    }

    static ValidationCheck warn(String detail) {
        return new ValidationCheck("", Status.WARN, detail, 0);
    }

    static ValidationCheck fail(String detail) {
        return new ValidationCheck("", Status.FAIL, detail, 0);
    }
}
