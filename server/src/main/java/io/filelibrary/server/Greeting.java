package io.filelibrary.server;

import io.filelibrary.http.access.Caller;
import io.filelibrary.server.serve.ApiKeys;
import io.filelibrary.server.serve.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What {@code serve} prints once it serves: where, what, the first key, and what to try next. */
final class Greeting {
  private final Terminal terminal;

  Greeting(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(
      OpenLibrary library,
      URI url,
      HttpServer server,
      boolean metrics,
      Optional<ApiKeys.Created> first)
      throws IOException {
    URI listening = server.url();
    terminal.line("listening at " + listening + (url.equals(listening) ? "" : " for " + url));
    terminal.line("data in " + library.location().shown() + ", contents in " + library.storage());
    terminal.line(
        "open to everybody: /healthz, /readyz, "
            + (metrics ? "/metrics, " : "")
            + "public files, signed URLs");
    if (first.isPresent()) {
      printKey(first.get());
    } else {
      terminal.line("for a key: filelibrary key create; then KEY=flk_...");
    }
    printCommands(url);
    terminal.out().flush();
  }

  private void printKey(ApiKeys.Created first) throws OutputFailed {
    Caller caller = first.key().caller();
    terminal.line(
        "the first key, of tenant "
            + SafeText.name(caller.tenant().value())
            + " and actor "
            + SafeText.name(caller.actor().value())
            + "; it is shown this once:");
    terminal.line("KEY=" + first.text());
  }

  private void printCommands(URI url) throws OutputFailed {
    String key = "-H \"X-API-KEY: $KEY\"";
    terminal.line("try, in a shell that has the KEY, to create a file, send its bytes, list it:");
    terminal.line(
        "  UPLOAD=$(curl -s "
            + key
            + " -H 'Content-Type: application/json' -d '{\"channelId\":\"main\","
            + "\"path\":\"hello.txt\"}' "
            + url
            + "/v1/files/file | sed 's/.*\"uploadUrl\":\"\\([^\"]*\\)\".*/\\1/')");
    terminal.line("  echo hello | curl -T - \"$UPLOAD\"");
    terminal.line("  curl -s " + key + " '" + url + "/v1/files?channelId=main'");
  }
}
