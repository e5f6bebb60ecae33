package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.NamePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line {@code filelibrary}: works on a library in a data directory of this machine.
 * {@code --help} says how, and what the exit codes mean.
 */
@Command(
    name = "filelibrary",
    description = "Keeps files, folders and links in a library on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      ImportCommand.class,
      ExportCommand.class,
      ListCommand.class,
      GetCommand.class,
      PutCommand.class,
      MakeFolderCommand.class,
      LinkCommand.class,
      MoveCommand.class,
      CopyCommand.class,
      RemoveCommand.class,
      TrashCommand.class,
      RestoreCommand.class,
      ChangesCommand.class,
      StatsCommand.class,
      CollectCommand.class,
      BackupCommand.class,
      S3Command.class,
      ServeCommand.class,
      KeyCommand.class
    },
    footer = {
      "",
      "PATH is a path in the library, such as docs/report.pdf; / is the root.",
      "",
      "Exit codes:",
      "  0    done",
      "  1    failed; one line on the standard error says why",
      "  2    wrong usage",
      "  3    done, but some items were left out; each is listed on the standard error",
      "  130  interrupted; the library is whole",
      "  141  the reader of the output closed it"
    })
public final class FileLibraryCommand implements Runnable {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = "${env:FILELIBRARY_DATA:-./filelibrary-data}",
      description = "The data directory (${DEFAULT-VALUE}; or set FILELIBRARY_DATA).")
  private String data;

  @Option(
      names = "--channel",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      defaultValue = "main",
      description = "The channel to work in (${DEFAULT-VALUE}).")
  private String channel;

  @Option(
      names = "--actor",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      description = "Whom changes are recorded for (the user of the system).")
  private Optional<String> actor;

  @Option(
      names = "--storage",
      scope = ScopeType.INHERIT,
      paramLabel = "KIND",
      description = "Where a new library keeps contents: local, sqlite or s3 (see s3 --help).")
  private Optional<StorageKind> storage;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      defaultValue = "${env:FILELIBRARY_CONFIG}",
      description = "Settings (filelibrary.properties in DIR; or set FILELIBRARY_CONFIG).")
  private Optional<String> config;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces (or set FILELIBRARY_DEBUG).")
  private boolean debug;

  @Mixin private S3Flags s3;

  FileLibraryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.exit(Launch.run(Terminal.standard(), arguments));
  }

  /** Runs when no command was named. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as ls");
  }

  Terminal terminal() {
    return terminal;
  }

  boolean debug() {
    return debug || System.getenv("FILELIBRARY_DEBUG") != null;
  }

  LibraryLocation location() {
    if (data.isEmpty()) {
      throw new CommandFailure("--data or FILELIBRARY_DATA is empty; name a directory");
    }
    return new LibraryLocation(Path.of(Encoding.intact("the data directory", data)));
  }

  Settings settings() {
    return settings(Map.of());
  }

  /** Returns what was set, with options that one command alone has. */
  Settings settings(Map<Setting, String> own) {
    Map<Setting, String> options = s3.given();
    options.putAll(own);
    storage.ifPresent(kind -> options.put(Setting.STORAGE, kind.toString()));
    Optional<Path> file =
        config
            .map(name -> Path.of(Encoding.intact("the name of the configuration file", name)))
            .or(() -> Optional.of(location().settingsFile()).filter(Files::exists));
    return Settings.of(options, System.getenv(), file);
  }

  /** Opens the library, which must be there. */
  OpenLibrary open() {
    return location().open(settings());
  }

  /** Opens the library, and creates it if there is none. */
  OpenLibrary openOrCreate() {
    return openOrCreate(settings());
  }

  /** Opens the library as it was set, and creates it if there is none. */
  OpenLibrary openOrCreate(Settings settings) {
    // An id that is not well-formed is to be refused before anything is created.
    channelId();
    actorId();
    return location().openOrCreate(settings);
  }

  ChannelFiles files(OpenLibrary library) {
    return library.files(channelId(), actorId());
  }

  /** Returns the files of the channel, which is created if it is missing. */
  ChannelFiles filesOfNewOrOld(OpenLibrary library, Optional<NamePolicy> names) {
    return library.filesOfNewOrOld(channelId(), actorId(), names);
  }

  private ChannelId channelId() {
    return ChannelId.of(channel);
  }

  ActorId actorId() {
    String name = actor.orElseGet(() -> System.getProperty("user.name"));
    return ActorId.of(Encoding.intact("the name of the user (see --actor)", name));
  }

  /** Returns the parser, with every command in it. */
  static CommandLine parser(Terminal terminal) {
    CommandLine parser = new CommandLine(new FileLibraryCommand(terminal));
    parser.setCaseInsensitiveEnumValuesAllowed(true);
    parser.registerConverter(PathArgument.class, PathArgument::new);
    parser.registerConverter(RangeArgument.class, RangeArgument::parse);
    parser.setUsageHelpWidth(100);
    // A path may begin with an at sign; it does not name a file of arguments.
    parser.setExpandAtFiles(false);
    addHelp(parser);
    parser.getSubcommands().values().stream()
        .filter(command -> command.getCommand() instanceof S3Command)
        .forEach(S3Command::showOptions);
    parser.getSubcommands().values().stream()
        .filter(command -> command.getCommand() instanceof ServeCommand)
        .forEach(command -> ServeFlags.addTo(command.getCommandSpec()));
    return parser;
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(Version::lines);
    command.getSubcommands().values().forEach(FileLibraryCommand::addHelp);
  }
}
