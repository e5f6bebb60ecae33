package io.filelibrary.http.timetap;

import static io.filelibrary.http.timetap.TimeTap.names;
import static io.filelibrary.http.timetap.TimeTap.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.http.spool.SpoolLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come by {@code POST /businessWeb/fileUploadS3.do}. */
final class TimeTapUploadTest {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final int LIMIT = 1 << 20;
  private static final String FILE =
      "Content-Disposition: form-data; name=\"file\"; filename=\"x\"";

  @TempDir private Path spool;
  private TimeTap api;

  @BeforeEach
  void start() throws Exception {
    api =
        TimeTap.start(
            spool,
            library -> library.withMaxFileSize(LIMIT),
            http -> http.withTimeTap(TimeTapOptions.DEFAULT.withMaxSpooledBytes(LIMIT / 2)));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static FormBody fileFirst(String text) {
    return FormBody.empty()
        .file(text)
        .field("businessId", "1001")
        .field("uploadedFileName", "a.txt")
        .field("userName", "Ada Lovelace");
  }

  @Test
  void fileIsStoredWhereverItStandsInTheForm() throws Exception {
    ObjectNode last = ok(api.upload(FormBody.of("b.txt").file("last").ended()));
    ObjectNode first = ok(api.upload(fileFirst("first").ended()));
    ObjectNode between =
        ok(
            api.upload(
                FormBody.empty()
                    .field("userName", "Ada Lovelace")
                    .file("between")
                    .field("uploadedFileName", "c.txt")
                    .field("businessId", "1001")
                    .ended()));

    assertThat(api.content(last)).isEqualTo("last");
    assertThat(api.content(first)).isEqualTo("first");
    assertThat(api.content(between)).isEqualTo("between");
    assertThat(first.get("createdUser").textValue()).isEqualTo("Ada Lovelace");
    assertThat(api.trace()).endsWith("spool []");
  }

  @Test
  void fileThatTheSpoolHasNoRoomForIsAnsweredWith507() throws Exception {
    api.close();
    SpoolLimits limits = SpoolLimits.DEFAULT.withMaxBytes(100);
    api = TimeTap.start(spool, library -> library, http -> http.withSpoolLimits(limits));

    Answer answer = api.upload(fileFirst("x".repeat(101)).ended());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(507);
    assertThat(answer.json().path("code").textValue()).isEqualTo("spool_full");
    assertThat(api.trace()).endsWith("spool []");
    ok(api.upload(FormBody.of("b.txt").file("x".repeat(101)).ended()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytesComeUnchanged(boolean fileFirst) throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(5).nextBytes(bytes);
    byte[] trap = ("\r\n--" + FormBody.BOUNDARY.substring(1) + "\r\n\r\n--").getBytes(UTF_8);
    System.arraycopy(trap, 0, bytes, 150_000, trap.length);
    System.arraycopy("\r\n\r".getBytes(UTF_8), 0, bytes, bytes.length - 3, 3);
    FormBody form =
        fileFirst
            ? FormBody.empty().part(FILE, bytes).raw(FormBody.of("a.bin").cut())
            : FormBody.of("a.bin").part(FILE, bytes);

    ObjectNode file = ok(api.upload(form.ended()));

    assertThat(file.get("fileSize").longValue()).isEqualTo(bytes.length);
    try (InputStream stored = api.files().open(TimeTap.id(file))) {
      assertThat(stored.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void emptyFileIsAFile() throws Exception {
    assertThat(api.uploaded("a.txt", "").get("fileSize").longValue()).isZero();
    FormBody first = FormBody.empty().file("").raw(FormBody.of("b.txt").cut());
    assertThat(ok(api.upload(first.ended())).get("fileSize").longValue()).isZero();
  }

  @Test
  void typeBehindTheFileStillMakesItPublic() throws Exception {
    ObjectNode file =
        ok(api.upload(FormBody.of("a.txt").file("x").field("fileLibraryType", "ASSET").ended()));
    assertThat(file.get("fileLibraryType").textValue()).isEqualTo("ASSET");
    assertThat(file.get("s3Key").textValue()).startsWith("public/");

    ObjectNode spooled =
        ok(
            api.upload(
                FormBody.empty()
                    .file("x")
                    .raw(FormBody.of("b.txt").field("fileLibraryType", "ASSET").cut())
                    .ended()));
    assertThat(spooled.get("fileLibraryType").textValue()).isEqualTo("ASSET");
  }

  @Test
  void mediaTypeIsThatOfThePartOrGuessed() throws Exception {
    FormBody declared = FormBody.of("a.bin").part(FILE + "\r\nContent-Type: image/png", "x");
    assertThat(type(declared)).isEqualTo("image/png");
    FormBody wrong = FormBody.of("b.png").part(FILE + "\r\nContent-Type: nonsense", "x");
    assertThat(type(wrong)).isEqualTo("image/png");
    assertThat(type(FormBody.of("c.pdf").part(FILE, "x"))).isEqualTo("application/pdf");
  }

  private String type(FormBody form) throws Exception {
    return ok(api.upload(form.ended())).get("contentType").textValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "; filename=\"../../etc/passwd\"",
        "; filename*=UTF-8''%e2%82%ac%zz",
        "; filename=\"=?utf-8?B?////?=\"",
        "; filename=\"a\\\"b; name=other\"",
        "; FileName=plain.txt",
        ""
      })
  void fileNameOfThePartSaysNothing(String parameter) throws Exception {
    String headers = "content-disposition:form-data; name=\"file\"" + parameter;
    ObjectNode file = ok(api.upload(FormBody.of("Übersicht €.txt").part(headers, "x").ended()));
    assertThat(file.get("fileName").textValue()).isEqualTo("Übersicht €.txt");
  }

  @Test
  void fieldMaySayThatItIsLatin1() throws Exception {
    String headers =
        "Content-Disposition: form-data; name=\"userName\"\r\n"
            + "Content-Type: text/plain; charset=ISO-8859-1\r\nContent-Transfer-Encoding: 8bit";
    byte[] form =
        FormBody.empty()
            .field("businessId", "1001")
            .field("uploadedFileName", "a.txt")
            .part(headers, "Jürgen".getBytes(StandardCharsets.ISO_8859_1))
            .file("x")
            .ended();
    assertThat(ok(api.upload(form)).get("createdUser").textValue()).isEqualTo("Jürgen");
  }

  @Test
  void preambleEpilogueAndUnknownFieldsAreIgnored() throws Exception {
    byte[] form =
        FormBody.empty()
            .raw("preamble\r\n")
            .raw(FormBody.of("a.txt").field("extra", "1").field("extra", "2").cut())
            .file("x")
            .raw("--" + FormBody.BOUNDARY + "--\r\nepilogue\r\n")
            .cut();
    assertThat(api.content(ok(api.upload(form)))).isEqualTo("x");
  }

  @Test
  void bodyIsReadPastTheEndOfTheForm() throws Exception {
    String end = "--" + FormBody.BOUNDARY + "--\r\n";
    FormBody form = FormBody.of("a.txt").file("x").raw(end).raw("e".repeat(60_000));
    Answer answer = api.upload(form.cut());
    assertThat(api.content(ok(answer))).isEqualTo("x");
    assertThat(answer.header("Connection")).as("the connection is used again").isEmpty();

    FormBody longer = FormBody.of("b.txt").file("x").raw(end).raw("e".repeat(100_000));
    Answer refused = api.upload(longer.cut());
    assertThat(refused.status()).isEqualTo(413);
    assertThat(names(api.ada().send("GET", "/files"))).containsExactly("a.txt");
  }

  @Test
  void refusedFormIsReadSoThatItsClientSeesWhy() throws Exception {
    FormBody form = FormBody.of("a.txt").field("userName", "twice").file("x".repeat(900_000));
    Answer refused = api.upload(form.ended());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Connection")).as("the connection is used again").isEmpty();
  }

  static Stream<FormBody> brokenForms() {
    String boundary = "--" + FormBody.BOUNDARY;
    FormBody whole = FormBody.of("a.txt").file("hello");
    return Stream.of(
        FormBody.empty(),
        FormBody.empty().raw(boundary + "--\r\n"),
        FormBody.empty().raw("--" + "other\r\n"),
        FormBody.of("a.txt").raw(boundary + "\r\n" + FILE + "\r\n\r\nhello"),
        FormBody.empty().raw(whole.cut()),
        FormBody.empty().raw(whole.cut()).raw(boundary),
        FormBody.empty().raw(whole.cut()).raw(boundary + "-"),
        FormBody.empty().raw(whole.cut()).raw(boundary + "x"),
        fileFirst("hello"),
        fileFirst("hello").raw(boundary + "\r\n" + FILE),
        closed(FormBody.of("a.txt")),
        closed(FormBody.of("a.txt").file("hello").file("again")),
        closed(fileFirst("hello").file("again")),
        closed(FormBody.of("a.txt").part(FILE.replace("\"file\"", "other"), "x").file("hello")),
        closed(FormBody.of("a.txt").file("hello").part(FILE.replace("\"file\"", "f2"), "x")),
        closed(FormBody.of("a.txt").file("hello").field("userName", "again")),
        closed(FormBody.of("a.txt").file("hello").field("parentFileLibraryUUID", "")),
        closed(FormBody.of("a.txt").file("hello").field("fileLibraryType", "FOLDER")),
        closed(FormBody.of("a.txt").field("fileLibraryType", "FOLDER").file("hello")),
        closed(FormBody.of("a.txt").field("fileLibraryType", "LINK").file("hello")),
        closed(FormBody.of("a.txt").field("parentFileLibraryUUID", "17").file("hello")),
        closed(FormBody.of("a.txt").field("parentFileLibraryUUID", "x").file("hello")),
        closed(FormBody.of("").file("hello")),
        closed(FormBody.of("a/b").file("hello")),
        closed(FormBody.of("a\r\nb").file("hello")),
        closed(FormBody.empty().field("businessId", "1001").field("userName", "a").file("x")),
        closed(FormBody.of("a.txt").part("Content-Disposition: attachment; name=a", "x")),
        closed(FormBody.of("a.txt").part("Content-Disposition: form-data", "x").file("x")),
        closed(FormBody.of("a.txt").part("Content-Type: text/plain", "x").file("x")),
        closed(FormBody.of("a.txt").part("", "x\r\n\r\n").file("x")),
        closed(FormBody.of("a.txt").part("no colon", "x").file("x")),
        closed(FormBody.of("a.txt").part(FILE + "; filename=\"y\"", "x")),
        closed(FormBody.of("a.txt").part(FILE + "; a=\"open", "x")),
        closed(FormBody.of("a.txt").part(FILE + "\r\nContent-Type: a/b\r\ncontent-type: a/b", "x")),
        closed(FormBody.of("a.txt").part(FILE + "\r\nContent-Transfer-Encoding: base64", "eA==")),
        closed(FormBody.of("a.txt").field("x", "y").part(field("z") + utf16(), "x").file("x")),
        closed(FormBody.of("a.txt").part(field("z"), new byte[] {(byte) 0xC3, 0x28}).file("x")));
  }

  private static String field(String name) {
    return "Content-Disposition: form-data; name=" + name;
  }

  private static String utf16() {
    return "\r\nContent-Type: text/plain; charset=UTF-16";
  }

  private static FormBody closed(FormBody form) {
    return form.raw("--" + FormBody.BOUNDARY + "--\r\n");
  }

  @ParameterizedTest
  @MethodSource("brokenForms")
  void brokenFormLeavesNothingBehind(FormBody form) throws Exception {
    api.folder("before");
    String before = api.trace();

    Answer answer = api.upload(form.cut());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().get("code").isTextual()).isTrue();
    assertThat(api.trace()).isEqualTo(before);
  }

  static Stream<FormBody> largeForms() {
    FormBody many = FormBody.of("a.txt");
    for (int i = 0; i < 1000; i++) {
      many.field("x", "y");
    }
    FormBody behind = FormBody.of("a.txt").file("hello");
    for (int i = 0; i < 1000; i++) {
      behind.field("x", "y");
    }
    String header = "\r\nX-Large: " + "a".repeat(20_000);
    return Stream.of(
        closed(many.file("hello")),
        closed(behind),
        closed(FormBody.of("a.txt").field("x", "y".repeat(8193)).file("hello")),
        closed(FormBody.of("a.txt").file("hello").field("x", "y".repeat(8193))),
        closed(FormBody.of("y".repeat(8193)).file("hello")),
        closed(FormBody.of("a.txt").part(FILE + header, "hello")),
        closed(FormBody.of("a.txt").file("hello").part(field("x") + header, "y")),
        closed(FormBody.empty().raw("p".repeat(100_000) + "\r\n").raw(fileFirst("x").cut())),
        closed(FormBody.of("a.txt").file("x".repeat(LIMIT + 1))),
        closed(fileFirst("x".repeat(LIMIT / 2 + 1))));
  }

  @ParameterizedTest
  @MethodSource("largeForms")
  void formThatIsTooLargeLeavesNothingBehind(FormBody form) throws Exception {
    api.folder("before");
    String before = api.trace();

    Answer answer = api.upload(form.cut());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
    assertThat(api.trace()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=----aBc123",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=----aBc123; boundary=----aBc123",
        "multipart/form-data;"
            + " boundary=0123456789012345678901234567890123456789012345678901234567890123456789x"
      })
  void bodyThatIsNoFormIsRefused(String type) throws Exception {
    byte[] form = FormBody.of("a.txt").file("x").ended();
    Answer answer = TimeTap.upload(api.ada(), type, form);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(names(api.ada().send("GET", "/files"))).isEmpty();
  }

  @Test
  void boundaryMayBeQuoted() throws Exception {
    String type = "Multipart/Form-Data; charset=utf-8; boundary=\"" + FormBody.BOUNDARY + "\"";
    ok(TimeTap.upload(api.ada(), type, FormBody.of("a.txt").file("x").ended()));
  }

  @Test
  void nameThatIsTakenIsRefused() throws Exception {
    api.uploaded("a.txt", "x");
    String before = api.trace();
    for (FormBody form : new FormBody[] {FormBody.of("a.txt").file("y"), fileFirst("y")}) {
      Answer answer = api.upload(form.ended());
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("code").textValue()).isEqualTo("name_taken");
    }
    assertThat(api.trace()).isEqualTo(before);
  }

  @Test
  void anotherBusinessIsNotFound() throws Exception {
    api.folder("before");
    String before = api.trace();
    FormBody after = FormBody.empty().file("x").raw(FormBody.of("a.txt").cut());
    for (byte[] form : new byte[][] {FormBody.of("a.txt").file("x").ended(), after.ended()}) {
      assertThat(TimeTap.upload(api.eve(), FormBody.TYPE, form).status()).isEqualTo(404);
    }
    assertThat(api.trace()).isEqualTo(before);
    assertThat(names(api.eve().send("GET", "/files"))).isEmpty();
  }

  @Test
  void formWithoutAKeyIsNotRead() throws Exception {
    byte[] form = FormBody.of("a.txt").file("x").ended();
    assertThat(TimeTap.upload(api.server().anonymous(), FormBody.TYPE, form).status())
        .isEqualTo(401);
  }

  /** The client sends twice what is allowed and then waits, in the middle of the file. */
  @Test
  void fileIsTakenWhileItComes() throws Exception {
    byte[] fields = FormBody.of("a.txt").raw(beginning()).cut();
    assertThat(answerInTheMiddle(fields, 2 * LIMIT)).contains(" 413 ", "Connection: close");
    byte[] none = FormBody.empty().raw(beginning()).cut();
    assertThat(answerInTheMiddle(none, LIMIT)).contains(" 413 ");
    byte[] wrong = FormBody.empty().field("businessId", "2002").raw(beginning()).cut();
    assertThat(answerInTheMiddle(wrong, 1)).contains(" 404 ", "Connection: close");
    assertThat(api.trace()).endsWith("spool []");
  }

  private static String beginning() {
    return "--" + FormBody.BOUNDARY + "\r\n" + FILE + "\r\n\r\n";
  }

  private String answerInTheMiddle(byte[] start, int bytes) throws IOException {
    URI url = api.server().url();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      String head =
          String.join(
              "\r\n",
              "POST %s HTTP/1.1",
              "Host: x",
              "X-API-KEY: %s",
              "Content-Type: %s",
              "Content-Length: %d",
              "",
              "");
      out.write(
          head.formatted(TimeTap.UPLOAD, TestServer.ADA, FormBody.TYPE, 1L << 40).getBytes(UTF_8));
      try {
        out.write(start);
        out.write(new byte[bytes]);
      } catch (SocketException e) {
        // Refused meanwhile; the answer is there.
        assertThat(e).hasMessageMatching("(?i).*(broken pipe|reset).*");
      }
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      return in.lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
  }
}
