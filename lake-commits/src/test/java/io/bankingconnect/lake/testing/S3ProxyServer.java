package io.bankingconnect.lake.testing;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy inside the test's JVM. */
final class S3ProxyServer extends LocalS3 {

    private final Path directory;
    private S3Proxy server;
    private int port;

    S3ProxyServer(Path directory) {
        this.directory = directory;
    }

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void start(String secretAccessKey) {
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(endpoint())
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY_ID, secretAccessKey)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start", e);
        }
        port = server.getPort();
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not stop", e);
        }
    }
}
