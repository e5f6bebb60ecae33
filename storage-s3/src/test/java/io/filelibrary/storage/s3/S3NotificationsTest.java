package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of the messages of a store, and what is refused. */
class S3NotificationsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final ContentKey KEY = new ContentKey("private/" + ID);
  private static final String NAME = "files/private." + ID;
  private static final String PUT = "ObjectCreated:Put";

  private final NotificationReader reader =
      new NotificationReader(
          new KeyLayout(
              S3Options.of(
                      URI.create("http://127.0.0.1:1"), S3Credentials.of("any", "any"), "contents")
                  .withPublicBucket("public-contents")
                  .withKeyPrefix("files/")));

  @ParameterizedTest
  @CsvSource({
    "aws-put, private/0123456789abcdef0123456789abcdef",
    "minio-webhook, private/0123456789abcdef0123456789abcdef",
    "eventbridge-created, private/0123456789abcdef0123456789abcdef",
    "ceph-put, private/0123456789abcdef0123456789abcdef",
    "ceph-copy, private/1123456789abcdef0123456789abcdef",
    "ceph-multipart, private/2123456789abcdef0123456789abcdef-1700000000"
  })
  void sampleNamesItsKey(String sample, String key) throws IOException {
    assertThat(reader.created(sample(sample))).containsExactly(new ContentKey(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ceph-delete", "ceph-foreign-name", "aws-test-event"})
  void sampleOfAnotherKindNamesNone(String sample) throws IOException {
    assertThat(reader.created(sample(sample))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectCreated:Put",
        "ObjectCreated:Post",
        "ObjectCreated:Copy",
        "ObjectCreated:CompleteMultipartUpload",
        "s3:ObjectCreated:Put",
        "s3:ObjectCreated:CompleteMultipartUpload",
        "ObjectSynced:Create",
        "s3:ObjectSynced:Create"
      })
  void everyKindOfCreationIsRead(String eventName) {
    assertThat(reader.created(records(record(eventName, "contents", NAME)))).containsExactly(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRemoved:Delete",
        "s3:ObjectRemoved:DeleteMarkerCreated",
        "s3:ObjectAccessed:Get",
        "ObjectRestore:Completed",
        "ObjectSynced:Delete",
        "NotObjectCreated:Put",
        "s3:s3:ObjectCreated:Put",
        "s3:BucketCreated:*",
        ""
      })
  void otherEventsArePassedOver(String eventName) {
    assertThat(reader.created(records(record(eventName, "contents", NAME)))).isEmpty();
  }

  @Test
  void eventWithoutAnObjectIsPassedOver() {
    assertThat(reader.created("{\"Records\":[{\"eventName\":\"s3:BucketCreated:*\"}]}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "other, files/private.0123456789abcdef0123456789abcdef",
    "public-contents, files/private.0123456789abcdef0123456789abcdef",
    "contents, files/public.0123456789abcdef0123456789abcdef",
    "contents, private.0123456789abcdef0123456789abcdef",
    "contents, files/deeper/private.0123456789abcdef0123456789abcdef",
    "contents, files/_forms/private.0123456789abcdef0123456789abcdef",
    "contents, files/_forms/_forms/private.0123456789abcdef0123456789abcdef-1-form",
    "contents, files/_forms/",
    "contents, _forms/private.0123456789abcdef0123456789abcdef-1-form",
    "contents, files/Holiday+photos.zip",
    "contents, files/100%",
    "contents, files/%ff%00",
    "contents, ''",
  })
  void whatIsNotOfTheStorageIsPassedOver(String bucket, String name) {
    assertThat(reader.created(records(record(PUT, bucket, name)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"files/_forms/", "files%2F_forms%2F", "files/"})
  void formIsTheKeyThatItWillBeTakenTo(String folder) {
    String name = folder + "private." + ID + "-1700000000-form";
    assertThat(reader.created(records(record("ObjectCreated:Post", "contents", name))))
        .containsExactly(new ContentKey("private/" + ID + "-1700000000-form"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"private", "public"})
  void plainPutIsTheKeyThatItWillBeTakenTo(String visibility) {
    String name = "files/_forms/" + visibility + "." + ID + "-1700000000-put-form";
    assertThat(reader.created(records(record(PUT, "contents", name))))
        .containsExactly(new ContentKey(visibility + "/" + ID + "-1700000000-put-form"));
  }

  @Test
  void formOfAPublicKeyIsInTheBucketThatIsNotPublic() {
    String name = "files/_forms/public." + ID + "-1700000000-form";
    assertThat(reader.created(records(record("ObjectCreated:Post", "contents", name))))
        .containsExactly(new ContentKey("public/" + ID + "-1700000000-form"));
    assertThat(reader.created(records(record("ObjectCreated:Post", "public-contents", name))))
        .isEmpty();
  }

  @Test
  void keysComeOnceAndInTheirOrder() {
    String message =
        records(
            record(PUT, "public-contents", "files%2Fpublic." + ID),
            record(PUT, "contents", NAME),
            record("ObjectRemoved:Delete", "contents", "files/private.gone"),
            record(PUT, "contents", NAME));
    assertThat(reader.created(message))
        .containsExactly(new ContentKey("public/" + ID), new ContentKey("private/" + ID));
  }

  @Test
  void noRecordsAreNoKeys() {
    assertThat(reader.created("{\"Records\":[]}")).isEmpty();
    assertThat(reader.created("{\"Records\":null}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws-put", "minio-webhook", "eventbridge-created", "ceph-put", "aws-test-event"})
  void envelopeOfSnsChangesNothing(String sample) throws IOException {
    String message = sample(sample);
    assertThat(reader.created(envelope("Notification", message)))
        .isEqualTo(reader.created(message));
  }

  @Test
  void namesInEventBridgeAreNotEncoded() {
    String event =
        "{\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"contents\"},"
            + "\"object\":{\"key\":\"%s\"}}}";
    assertThat(reader.created(String.format(event, NAME))).containsExactly(KEY);
    assertThat(reader.created(String.format(event, "files%2Fprivate." + ID))).isEmpty();
    assertThat(reader.created(String.format(event, NAME).replace("Created", "Deleted"))).isEmpty();
  }

  @Test
  void subscriptionToSnsIsLeftToTheHost() {
    assertRefused(
        envelope("SubscriptionConfirmation", "You have chosen to subscribe"),
        "a subscription is confirmed by its SubscribeURL, which is never fetched here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "12",
        "\"Records\"",
        "{}",
        "{\"records\":[]}",
        "{\"detail-type\":\"Object Created\"}",
        "{\"Event\":\"s3:OtherEvent\"}",
        "{\"Type\":\"Notification\"}"
      })
  void unknownShapeIsRefused(String message) {
    assertRefused(message, "a JSON object with Records");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Records",
        "<Records/>",
        "{\"Records\":[]",
        "{\"Records\":[]} {}",
        "{\"Records\":[]}x",
        "{\"Records\":[],\"Records\":[]}",
        "{\"Records\":[],}",
        "{'Records':[]}",
        "{\"Records\":[NaN]}",
        "{\"Records\":[]}\u0000"
      })
  void whatIsNotOneJsonObjectIsRefused(String message) {
    assertRefused(message, "it is not from line 1, column ");
  }

  @Test
  void envelopeAroundNoEventIsRefused() {
    assertRefused(envelope("Notification", "hello"), "it is not from line 1, column ");
    assertRefused(envelope("Notification", "[]"), "a JSON object with Records");
    String event = records(record(PUT, "contents", NAME));
    assertRefused(
        envelope("Notification", envelope("Notification", event)), "a JSON object with Records");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12",
        "null",
        "[]",
        "{}",
        "{\"eventName\":null}",
        "{\"eventName\":\"ObjectCreated:Put\"}",
        "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"contents\"}}}",
        "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":{\"key\":\"files/x\"}}}",
        "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":\"contents\",\"object\":\"x\"}}",
        "{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"contents\"},"
            + "\"object\":{\"key\":7}}}"
      })
  void brokenRecordMakesTheWholeMessageRefused(String broken) {
    assertRefused(records(record(PUT, "contents", NAME), broken), "are expected to be texts");
  }

  @Test
  void recordsThatAreNoArrayAreRefused() {
    assertRefused("{\"Records\":{}}", "Records is expected to be an array");
  }

  @Test
  void brokenEventOfEventBridgeIsRefused() {
    assertRefused(
        "{\"detail-type\":\"Object Created\",\"detail\":{}}", "are expected to be texts; name");
  }

  @Test
  void longestMessageIsReadAndALongerOneRefused() {
    String event = records(record(PUT, "contents", NAME));
    String longest = event + " ".repeat(NotificationReader.MAX_LENGTH - event.length());
    assertThat(reader.created(longest)).containsExactly(KEY);
    assertRefused(longest + " ", "at most 1048576 characters are expected, not 1048577");
  }

  @Test
  void deepestMessageIsReadAndADeeperOneRefused() {
    assertThat(reader.created(nested(NotificationReader.MAX_DEPTH - 1))).isEmpty();
    assertRefused(nested(NotificationReader.MAX_DEPTH), "at most 32 levels");
    assertRefused(nested(100_000), "at most 32 levels");
  }

  @Test
  void endlessNumberIsRefused() {
    assertRefused("{\"Records\":[],\"size\":" + "1".repeat(1001) + "}", "at most 1000 digits");
  }

  private void assertRefused(String message, String expected) {
    assertThatExceptionOfType(InvalidNotification.class)
        .isThrownBy(() -> reader.created(message))
        .withMessageStartingWith("bad notification: ")
        .withMessageContaining(expected)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
  }

  private static String nested(int levels) {
    return "{\"Records\":[],\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private static String records(String... records) {
    return Stream.of(records).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private static String record(String eventName, String bucket, String name) {
    return json(
        Map.of(
            "eventName",
            eventName,
            "s3",
            Map.of("bucket", Map.of("name", bucket), "object", Map.of("key", name))));
  }

  private static String envelope(String type, String message) {
    return json(
        Map.of(
            "Type",
            type,
            "MessageId",
            "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
            "TopicArn",
            "arn:aws:sns:eu-central-1:111122223333:arrivals",
            "Message",
            message,
            "MessageAttributes",
            List.of()));
  }

  private static String json(Map<String, ?> value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sample(String name) throws IOException {
    try (InputStream text = S3NotificationsTest.class.getResourceAsStream(name + ".json")) {
      assertThat(text).as(name).isNotNull();
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
