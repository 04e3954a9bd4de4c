package io.bankingconnect.smt.pan;

import io.bankingconnect.smt.record.FieldMapping;
import io.bankingconnect.smt.record.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Masks card numbers in texts, also in those inside structs, arrays and maps. Not thread-safe. */
public final class PanMapping implements FieldMapping {

    private final PanMasker masker;
    private final boolean everyField;

    /** @param everyField whether fields are offered without having been named: those that hold no text are left alone */
    public PanMapping(PanMasker masker, boolean everyField) {
        this.masker = masker;
        this.everyField = everyField;
    }

    @Override
    public Mapped compile(FieldPath path, Schema schema) {
        if (schema != null && !holdsText(schema)) {
            if (everyField) {
                return null;
            }
            throw new DataException("Field \"" + path + "\" is of type " + schema.type()
                    + ", in which card numbers cannot be masked; name text fields, or make tokens with TokenizePii");
        }
        return new Mapped(schema, new FieldMapper());
    }

    /** Remembers the last text: both images of most updates hold the same. */
    private final class FieldMapper implements Mapper {

        private String lastText;
        private String lastMasked;
        private int lastCount;

        @Override
        public Object map(Object value, Object row) {
            if (!(value instanceof String text)) {
                return masked(value);
            }
            if (text.equals(lastText)) {
                masker.addCount(lastCount);
                // A text without card numbers stays the same object, so that its record may stay the same.
                return lastCount == 0 ? text : lastMasked;
            }
            int countBefore = masker.count();
            lastMasked = masker.mask(text);
            lastCount = masker.count() - countBefore;
            lastText = text;
            return lastMasked;
        }
    }

    private static boolean holdsText(Schema schema) {
        return switch (schema.type()) {
            case STRING -> true;
            case STRUCT -> schema.fields().stream().anyMatch(field -> holdsText(field.schema()));
            case ARRAY -> holdsText(schema.valueSchema());
            case MAP -> holdsText(schema.valueSchema());
            default -> false;
        };
    }

    private Object masked(Object value) {
        if (value instanceof String text) {
            return masker.mask(text);
        }
        if (value instanceof Struct struct) {
            return masked(struct);
        }
        if (value instanceof List<?> list) {
            return masked(list);
        }
        return value instanceof Map<?, ?> map ? masked(map) : value;
    }

    private Struct masked(Struct struct) {
        Struct copy = null;
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            Object result = masked(value);
            if (result != value) {
                copy = copy == null ? copy(struct) : copy;
                copy.put(field, result);
            }
        }
        return copy == null ? struct : copy;
    }

    private static Struct copy(Struct struct) {
        Struct copy = new Struct(struct.schema());
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            if (value != null) {
                copy.put(field, value);
            }
        }
        return copy;
    }

    private List<?> masked(List<?> list) {
        List<Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object result = masked(list.get(i));
            if (result != list.get(i)) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(i, result);
            }
        }
        return copy == null ? list : copy;
    }

    private Map<?, ?> masked(Map<?, ?> map) {
        Map<Object, Object> copy = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object result = masked(entry.getValue());
            if (result != entry.getValue()) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(entry.getKey(), result);
            }
        }
        return copy == null ? map : copy;
    }
}
