package io.bankingconnect.local.setup;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the lake's bucket. */
public final class LakeSetup {

    private LakeSetup() {}

    /** Creates a bucket on a store that addresses buckets by path. */
    public static void install(URI endpoint, String region, String accessKeyId, String secretKey, String bucket) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretKey)))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
        }
    }
}
