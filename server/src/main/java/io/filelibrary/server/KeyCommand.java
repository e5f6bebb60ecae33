package io.filelibrary.server;

import io.filelibrary.http.access.Caller;
import io.filelibrary.model.TenantId;
import io.filelibrary.server.serve.ApiKey;
import io.filelibrary.server.serve.ApiKeys;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "key",
    description = {
      "Makes, lists and revokes the keys that clients of serve send.",
      "A key is shown once, when it is made; no more than its hash is kept. A server that runs sees"
          + " changes at once."
    },
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {KeyCommand.Create.class, KeyCommand.List.class, KeyCommand.Revoke.class})
final class KeyCommand extends LibraryCommand {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name create, list or revoke");
  }

  /** The keys of the library, which must be there. */
  private ApiKeys keys() throws IOException {
    LibraryLocation location = main().location();
    if (!location.exists()) {
      throw new CommandFailure(
          "no library at " + location.shown() + "; create one with serve or key create");
    }
    return ApiKeys.open(location.directory(), Clock.systemUTC());
  }

  @Command(
      name = "create",
      description = "Makes a key and prints it; the library is made if there is none.",
      sortOptions = false)
  static final class Create implements Callable<Integer> {
    @ParentCommand private KeyCommand parent;

    @Option(
        names = "--tenant",
        paramLabel = "ID",
        defaultValue = "main",
        description = "Whose channels it reaches (${DEFAULT-VALUE}, that of the command line).")
    private String tenant;

    @Option(names = "--note", paramLabel = "TEXT", description = "What it is for.")
    private Optional<String> note;

    @Override
    public Integer call() throws IOException {
      FileLibraryCommand main = parent.main();
      Caller caller = new Caller(TenantId.of(tenant), main.actorId());
      String text = note.orElse("");
      if (text.length() > ApiKey.MAX_NOTE) {
        throw new CommandFailure("--note has at most " + ApiKey.MAX_NOTE + " characters");
      }
      if (!main.location().exists()) {
        main.openOrCreate().close();
      }
      parent.terminal().line(parent.keys().create(caller, text).text());
      return ExitCode.OK;
    }
  }

  @Command(
      name = "list",
      description = "Lists the keys, the oldest first: id, tenant, actor, time, note.",
      sortOptions = false)
  static final class List implements Callable<Integer> {
    @ParentCommand private KeyCommand parent;

    @Override
    public Integer call() throws IOException {
      for (ApiKey key : parent.keys().list()) {
        parent
            .terminal()
            .line(
                String.join(
                    "  ",
                    key.id(),
                    SafeText.name(key.caller().tenant().value()),
                    SafeText.name(key.caller().actor().value()),
                    key.created().toString(),
                    SafeText.name(key.note())));
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "revoke",
      description = "Takes a key away; requests with it are refused from now on.",
      sortOptions = false)
  static final class Revoke implements Callable<Integer> {
    @ParentCommand private KeyCommand parent;

    @Parameters(paramLabel = "ID", description = "The id that list shows.")
    private String id;

    @Override
    public Integer call() throws IOException {
      if (!parent.keys().revoke(id)) {
        throw new CommandFailure("there is no key " + SafeText.name(id) + "; key list shows them");
      }
      parent.terminal().line("revoked " + SafeText.name(id));
      return ExitCode.OK;
    }
  }
}
