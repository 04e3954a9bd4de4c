package io.bankingconnect.parquet.format;

import java.util.Arrays;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file in memory: nothing of it can be seen outside before it is whole. */
final class MemoryOutput implements OutputFile {

    private byte[] bytes = {};
    private int size;

    /** The bytes of memory that it takes. */
    int capacity() {
        return bytes.length;
    }

    /** The whole content, which this object gives away. */
    byte[] content() {
        byte[] content = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        bytes = new byte[0];
        return content;
    }

    private void ensureRoom(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
        }
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return size;
            }

            @Override
            public void write(int b) {
                ensureRoom(1);
                bytes[size++] = (byte) b;
            }

            @Override
            public void write(byte[] source, int offset, int length) {
                ensureRoom(length);
                System.arraycopy(source, offset, bytes, size, length);
                size += length;
            }
        };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
