package io.millrace.control;

/** A request that is not obeyed; carries the answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Refusal(int status, String title, String detail) {
        this(Answer.problem(status, title, detail));
    }

    Refusal(Answer answer) {
        super("status " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
