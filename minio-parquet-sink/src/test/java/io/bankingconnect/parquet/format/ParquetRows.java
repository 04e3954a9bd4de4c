package io.bankingconnect.parquet.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveStringifier;
import org.apache.parquet.schema.Type;

/** The rows of an uncompressed Parquet file as Parquet's own reader assembles them, each value in Parquet's own text. */
final class ParquetRows {

    private ParquetRows() {}

    /** Every row, as its fields' texts in the order of the schema, each with its name. */
    static List<String> of(byte[] file) {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(input(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<String> rows = new ArrayList<>();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    rows.add(struct(records.read()));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String struct(Group group) {
        return IntStream.range(0, group.getType().getFieldCount())
                .mapToObj(field -> group.getType().getFieldName(field) + ": " + only(group, field))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String only(Group group, int field) {
        return group.getFieldRepetitionCount(field) == 0 ? "null" : value(group, field, 0);
    }

    private static String value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        if (type.isPrimitive()) {
            return primitive(group, field, index);
        }
        Group value = group.getGroup(field, index);
        if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
            return repeated(value).map(item -> only(item, 0)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation) {
            return repeated(value)
                    .map(entry -> only(entry, 0) + "=" + only(entry, 1))
                    .collect(Collectors.joining(", ", "<", ">"));
        }
        return struct(value);
    }

    private static Stream<Group> repeated(Group listOrMap) {
        return IntStream.range(0, listOrMap.getFieldRepetitionCount(0)).mapToObj(index -> listOrMap.getGroup(0, index));
    }

    private static String primitive(Group group, int field, int index) {
        PrimitiveStringifier text =
                group.getType().getType(field).asPrimitiveType().stringifier();
        return switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> text.stringify(group.getBoolean(field, index));
            case INT32 -> text.stringify(group.getInteger(field, index));
            case INT64 -> text.stringify(group.getLong(field, index));
            case FLOAT -> text.stringify(group.getFloat(field, index));
            case DOUBLE -> text.stringify(group.getDouble(field, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> text.stringify(group.getBinary(field, index));
            case INT96 -> throw new AssertionError("INT96 is obsolete");
        };
    }

    private static InputFile input(byte[] file) {
        return new InputFile() {
            @Override
            public long getLength() {
                return file.length;
            }

            @Override
            public SeekableInputStream newStream() {
                return new MemoryInput(file);
            }
        };
    }

    private static final class MemoryInput extends DelegatingSeekableInputStream {

        private final Positioned content;

        private MemoryInput(byte[] file) {
            this(new Positioned(file));
        }

        private MemoryInput(Positioned content) {
            super(content);
            this.content = content;
        }

        @Override
        public long getPos() {
            return content.position();
        }

        @Override
        public void seek(long position) {
            content.moveTo(position);
        }
    }

    private static final class Positioned extends ByteArrayInputStream {

        private Positioned(byte[] content) {
            super(content);
        }

        private int position() {
            return pos;
        }

        private void moveTo(long position) {
            pos = Math.toIntExact(position);
        }
    }
}
