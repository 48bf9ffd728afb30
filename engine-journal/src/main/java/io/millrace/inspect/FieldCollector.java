package io.millrace.inspect;

import io.millrace.fixed.Fixed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.PrimitiveValue;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.AbstractTokenListener;
import uk.co.real_logic.sbe.otf.Types;

/** Turns the tokens of one message into fields. */
final class FieldCollector extends AbstractTokenListener {
    private static final long NANOS = 1_000_000_000L;

    private final List<DecodedField> fields = new ArrayList<>();
    private String group = "";

    List<DecodedField> fields() {
        return fields;
    }

    @Override
    public void onBeginGroup(final Token token, final int groupIndex, final int numInGroup) {
        group = token.name() + "[" + groupIndex + "].";
    }

    @Override
    public void onEndGroup(final Token token, final int groupIndex, final int numInGroup) {
        group = "";
    }

    @Override
    public void onEncoding(
            final Token fieldToken,
            final DirectBuffer buffer,
            final int bufferIndex,
            final Token typeToken,
            final int actingVersion) {
        final String name = fieldToken.name();
        if (name.equals("reserved")) {
            return;
        }
        final Encoding encoding = typeToken.encoding();
        if (encoding.primitiveType() == PrimitiveType.CHAR) {
            fields.add(new DecodedField(group + name, chars(buffer, bufferIndex, typeToken), FieldKind.TEXT));
        } else if (encoding.primitiveType() == PrimitiveType.DOUBLE) {
            final double value = buffer.getDouble(bufferIndex, encoding.byteOrder());
            fields.add(new DecodedField(
                    group + name, Double.isNaN(value) ? null : Double.toString(value), FieldKind.REAL));
        } else {
            whole(name, Types.getLong(buffer, bufferIndex, encoding), typeToken);
        }
    }

    @Override
    public void onEnum(
            final Token fieldToken,
            final DirectBuffer buffer,
            final int bufferIndex,
            final List<Token> tokens,
            final int fromIndex,
            final int toIndex,
            final int actingVersion) {
        final Encoding encoding = tokens.get(fromIndex + 1).encoding();
        final long code = Types.getLong(buffer, bufferIndex, encoding);
        if (code == encoding.applicableNullValue().longValue()) {
            fields.add(new DecodedField(group + fieldToken.name(), null, FieldKind.TEXT));
            return;
        }
        String text = Long.toString(code);
        for (int i = fromIndex + 1; i < toIndex; i++) {
            final PrimitiveValue value = tokens.get(i).encoding().constValue();
            if (value != null && value.longValue() == code) {
                text = tokens.get(i).name();
            }
        }
        fields.add(new DecodedField(group + fieldToken.name(), text, FieldKind.TEXT));
    }

    private void whole(final String name, final long value, final Token type) {
        final FieldKind kind = kind(name, type);
        final boolean absent = value == type.encoding().applicableNullValue().longValue();
        fields.add(new DecodedField(group + name, absent ? null : text(kind, value), kind));
    }

    private static String text(final FieldKind kind, final long value) {
        return switch (kind) {
            case DECIMAL -> Fixed.format(value);
            case TIME -> time(value);
            case TEXT -> String.format("%016x", value);
            default -> Long.toString(value);
        };
    }

    private static FieldKind kind(final String name, final Token type) {
        if (type.name().equals("Fixed8")) {
            return FieldKind.DECIMAL;
        }
        if (type.name().equals("TimeNs")) {
            return FieldKind.TIME;
        }
        return name.endsWith("Hash") ? FieldKind.TEXT : FieldKind.WHOLE;
    }

    private static String time(final long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, NANOS), Math.floorMod(ns, NANOS))
                .toString();
    }

    private static String chars(final DirectBuffer buffer, final int index, final Token type) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < type.arrayLength(); i++) {
            final byte c = buffer.getByte(index + i);
            if (c == 0) {
                break;
            }
            text.append((char) (c & 0x7F));
        }
        return text.toString();
    }
}
