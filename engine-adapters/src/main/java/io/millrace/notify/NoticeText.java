package io.millrace.notify;

import io.millrace.report.Json;

/** Notices as the bodies that targets understand. */
final class NoticeText {
    private NoticeText() {}

    /** One object with everything. */
    static String generic(Notice notice, String engine, long dropped) {
        Json json = new Json(512);
        json.open('{')
                .key("id")
                .string(notice.id())
                .key("event")
                .string(notice.event().word());
        json.key("engine").string(engine).key("step").value(notice.step());
        json.key("time").string(notice.time()).key("text").string(notice.text());
        json.key("dropped").value(dropped).key("fields").open('{');
        notice.fields().forEach((name, value) -> json.key(name).string(value));
        return json.close('}').close('}').toString();
    }

    /** A sentence for a channel. */
    static String slack(Notice notice, String engine, long dropped) {
        String lost = dropped == 0 ? "" : " (" + dropped + " notices were dropped so far)";
        String text = "[" + engine + "] " + notice.event().word() + ": " + notice.text() + lost;
        // Its markup begins with these; names come from venues and files.
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new Json(512).open('{').key("text").string(plain).close('}').toString();
    }
}
