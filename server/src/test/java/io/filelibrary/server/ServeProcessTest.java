package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own: how a signal ends it, and what it prints. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals and shells are those of Unix")
final class ServeProcessTest {
  private static final int SIZE = 1_000_000;

  @TempDir Path temporary;
  private Path data;
  private Path messages;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void choosePlaces() {
    data = temporary.resolve("data");
    messages = temporary.resolve("messages");
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      process.getInputStream().close();
    }
  }

  @Test
  void signalLetsATransferComeToItsEnd() throws Exception {
    Serving serving = start();
    byte[] bytes = Trees.randomBytes(1, SIZE);
    try (Socket socket = beginUpload(serving, "a.bin")) {
      socket.getOutputStream().write(bytes, 0, SIZE / 2);
      awaitRunningRequest(serving.url());
      serving.process().destroy();
      awaitRefusal(serving.url());

      socket.getOutputStream().write(bytes, SIZE / 2, SIZE - SIZE / 2);
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 2");
    }
    assertThat(serving.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(serving.process().exitValue()).isEqualTo(143);
    assertThat(Files.readString(messages)).isEmpty();
    assertThat(new Shell(data).run("get", "a.bin").bytes()).isEqualTo(bytes);
  }

  /** Until the server has begun with a request, a signal has it refused. */
  private void awaitRunningRequest(URI url) throws Exception {
    HttpRequest metrics = HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!http.send(metrics, BodyHandlers.ofString())
        .body()
        .contains("filelibrary_http_running_requests 1.0")) {
      assertThat(System.nanoTime()).as("the request begins in time").isLessThan(end);
    }
  }

  @Test
  void transferThatDoesNotEndIsBrokenOff() throws Exception {
    Serving serving = start("--shutdown-timeout", "200ms");
    try (Socket socket = beginUpload(serving, "a.bin")) {
      socket.getOutputStream().write(new byte[SIZE / 2]);
      awaitRunningRequest(serving.url());
      serving.process().destroy();

      assertThat(serving.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(serving.process().exitValue()).isEqualTo(143);
      assertThat(answerOrReset(socket)).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(Files.readString(messages))
        .contains("1 requests did not end in time")
        .doesNotContain("/content/uploads/ey");
    assertThat(new Shell(data).run("ls").lines()).doesNotContain("a.bin");
    start();
  }

  @Test
  void idleConnectionsDoNotKeepItFromEnding() throws Exception {
    Serving serving = start();
    try (Socket idle = new Socket(serving.url().getHost(), serving.url().getPort())) {
      idle.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      assertThat(idle.getInputStream().read()).isEqualTo('H');
      long before = System.nanoTime();
      serving.process().destroy();

      assertThat(serving.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(20);
      assertThat(serving.process().exitValue()).isEqualTo(143);
    }
  }

  @Test
  void commandsThatArePrintedWork() throws Exception {
    assumeThat(isThere("curl")).as("curl is there to run the printed commands").isTrue();
    Serving serving = start();
    StringBuilder script = new StringBuilder("set -e\n");
    serving.printed().stream()
        .filter(line -> line.startsWith("  ") || line.startsWith("KEY="))
        .forEach(line -> script.append(line).append('\n'));
    Process shell =
        new ProcessBuilder("sh", "-c", script.toString())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);

    assertThat(shell.waitFor()).as(said).isZero();
    assertThat(said).contains("\"path\":\"hello.txt\"").contains("\"completed\"");
    assertThat(new Shell(data).run("get", "hello.txt").out()).isEqualTo("hello\n");
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts it, and reads what it prints up to what to try. */
  private Serving start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FileLibraryCommand.class.getName(),
                "--data",
                data.toString(),
                "serve",
                "--port",
                "0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(messages.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FILELIBRARY_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    started.add(process);
    BufferedReader output = process.inputReader(UTF_8);
    List<String> printed = new ArrayList<>();
    String line = "";
    while (!line.contains("/v1/files?channelId=main")) {
      line = output.readLine();
      assertThat(line).as("in the end it said %s", Files.readString(messages)).isNotNull();
      printed.add(line);
    }
    return new Serving(process, printed);
  }

  /** A server, and what it printed. */
  private record Serving(Process process, List<String> printed) {
    URI url() {
      return URI.create(after("listening at "));
    }

    String key() {
      return after("KEY=");
    }

    private String after(String beginning) {
      return printed.stream()
          .filter(line -> line.startsWith(beginning))
          .map(line -> line.substring(beginning.length()))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Begins a file, and sends the head of its bytes. */
  private Socket beginUpload(Serving serving, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(serving.url() + "/v1/files/file"))
            .header("X-API-KEY", serving.key())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"channelId\":\"main\",\"path\":\"" + path + "\"}"))
            .build();
    String begun = http.send(request, BodyHandlers.ofString()).body();
    URI upload = URI.create(new ObjectMapper().readTree(begun).path("uploadUrl").textValue());
    Socket socket = new Socket(upload.getHost(), upload.getPort());
    socket.setSoTimeout(30_000);
    String head =
        "PUT "
            + upload.getRawPath()
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Length: "
            + SIZE
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    return socket;
  }

  /** Connects until that is refused. */
  private static void awaitRefusal(URI url) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        assertThat(socket.isConnected()).isTrue();
      } catch (ConnectException e) {
        return;
      } catch (SocketException e) {
        assertThat(e).hasMessageContaining("reset");
      }
    }
    throw new AssertionError("it still takes connections");
  }

  private static String answerOrReset(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
