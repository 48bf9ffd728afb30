package io.millrace.net;

/** Hears what a link does. Called by one thread at a time, never twice at once. */
public interface FrameListener {
    /** Connected; what is to be asked of the other side has been sent. */
    void onUp();

    /** A whole text message; the bytes are the link's, valid during the call. Beyond ASCII a character is one '?'. */
    void onText(byte[] bytes, int length);

    /** Something that is no text message of allowed length. */
    void onGarbage();

    /** The connection is gone, if one was there; the link tries again. */
    void onDown(String why);

    /** The other side said that it is done (code 1000), and the link was told to take its word for it. */
    void onEnd();
}
