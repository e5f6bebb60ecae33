package io.filelibrary.testkit.model;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.Change;
import io.filelibrary.model.Channel;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ListOptions;
import io.filelibrary.testkit.model.Node.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares all that a library shows with the model. */
final class Comparison {
  private static final ListOptions WHOLE =
      ListOptions.DEFAULT.withPending(true).withPageSize(ListOptions.MAX_PAGE_SIZE);
  private static final int MOST_CHANGES = 1000;

  private final ReferenceLibrary model;
  private final Numbers numbers;
  private final int[] compared = new int[Operation.CHANNELS];

  Comparison(ReferenceLibrary model, Numbers numbers) {
    this.model = model;
    this.numbers = numbers;
  }

  /** Gives the items that a call brought besides its result the numbers of the model, by path. */
  void bindNew(Caller caller) {
    for (int i : model.world().scope.channels()) {
      Map<String, Node> byPath = new HashMap<>();
      World world = model.world();
      world.below(world.channels.get(i).root).forEach(node -> byPath.put(node.path(), node));
      for (Item item : tree(caller.files(i))) {
        if (!numbers.knows(item.id())) {
          Optional.ofNullable(byPath.get(item.path().toString()))
              .ifPresent(node -> numbers.bind(item.id(), node.number));
        }
      }
    }
  }

  private static List<Item> tree(ChannelFiles files) {
    return files.streamTree(FolderRef.root(), WHOLE).toList();
  }

  private List<Change> news(Caller caller, int channel) {
    List<Change> news = new ArrayList<>();
    List<Change> more;
    do {
      more = caller.files(channel).changes((long) compared[channel] + news.size(), MOST_CHANGES);
      news.addAll(more);
    } while (more.size() == MOST_CHANGES);
    return news;
  }

  /**
   * Takes over the order in which the library told changes of many items at once, which the
   * contract leaves open, if they are the same changes.
   */
  void adoptOrder(Caller caller, Operation operation) {
    if (!(operation instanceof Operation.EmptyTrash || operation instanceof Operation.Collect)) {
      return;
    }
    for (int i : model.world().scope.channels()) {
      List<String> told =
          news(caller, i).stream().map(change -> Words.change(change, numbers)).toList();
      List<String> feed = model.world().channels.get(i).feed;
      List<String> expected = feed.subList(compared[i], feed.size());
      if (told.stream().sorted().toList().equals(expected.stream().sorted().toList())) {
        for (int at = 0; at < told.size(); at++) {
          expected.set(at, told.get(at));
        }
      }
    }
  }

  /** Compares what a call came to, and gives what is new its numbers. */
  void compareResult(Caller caller, Outcome outcome, Answer answer) throws Difference {
    if (outcome.error().isPresent()) {
      if (!answer.refusals().contains(outcome.error().get())) {
        throw new Difference(
            "the result\n  library: "
                + outcome.error().get()
                + "\n  model:   "
                + (answer.refusals().isEmpty() ? answer.lines() : answer.refusals()));
      }
      return;
    }
    if (!answer.refusals().isEmpty()) {
      throw new Difference(
          "the result\n  library: success "
              + outcome.lines().apply(numbers)
              + "\n  model:   "
              + answer.refusals());
    }
    outcome
        .item()
        .ifPresent(item -> answer.item().ifPresent(node -> numbers.bind(item.id(), node.number)));
    bindNew(caller);
    Difference.requireLines("the result", outcome.lines().apply(numbers), answer.lines());
  }

  void compare(FileLibrary library, Caller caller, boolean readBytes) throws Difference {
    try (Stream<Channel> channels = library.channels()) {
      Difference.requireLines(
          "the channels",
          channels.map(Words::channel).toList(),
          Stream.of(0, 1).map(model::channel).toList());
    }
    for (int i : model.world().scope.channels()) {
      compareUsage(caller, i);
      compareChannel(caller, i, readBytes);
    }
  }

  void compareUsage(Caller caller, int channel) throws Difference {
    Difference.require(
        "the usage of channel " + channel,
        Words.channel(caller.files(channel).channel()),
        model.channel(channel));
  }

  /** Compares all of a channel but its usage. */
  void compareChannel(Caller caller, int channel, boolean readBytes) throws Difference {
    ChannelFiles files = caller.files(channel);
    String where = " of channel " + channel;
    List<Item> tree = tree(files);
    Difference.requireLines("the tree" + where, lines(tree), model.tree(channel));
    Difference.requireLines(
        "the trash" + where,
        lines(Caller.trash(files, ListOptions.MAX_PAGE_SIZE)).stream().sorted().toList(),
        model.trash(channel).stream().map(Words::item).sorted().toList());
    compareFeed(caller, channel);
    compareWaiting(files, channel);
    if (readBytes) {
      compareBytes(files, channel);
    }
  }

  private List<String> lines(List<Item> items) {
    return items.stream().map(item -> Words.item(item, numbers)).toList();
  }

  private void compareFeed(Caller caller, int channel) throws Difference {
    List<String> feed = model.world().channels.get(channel).feed;
    List<Change> news = news(caller, channel);
    for (int i = 0; i < news.size(); i++) {
      Difference.require(
          "the sequence of changes", news.get(i).sequence(), (long) compared[channel] + i + 1);
    }
    Difference.requireLines(
        "the new changes of channel " + channel,
        news.stream().map(change -> Words.change(change, numbers)).toList(),
        List.copyOf(feed.subList(compared[channel], feed.size())));
    compared[channel] = feed.size();
  }

  /** Pending files that wait for the place of another are in no listing. */
  private void compareWaiting(ChannelFiles files, int channel) throws Difference {
    for (Node node : model.world().nodes) {
      if (node.channel == channel && node.state == State.WAITING && node.isReachable()) {
        Item item = files.get(numbers.id(new Operation.ItemRef(node.number)).orElseThrow());
        Difference.require("a pending file", Words.item(item, numbers), Words.item(node));
      }
    }
  }

  private void compareBytes(ChannelFiles files, int channel) throws Difference {
    World world = model.world();
    for (Node node : world.below(world.channels.get(channel).root)) {
      if (node.content.isPresent()) {
        byte[] bytes =
            Caller.read(files, numbers.id(new Operation.ItemRef(node.number)).orElseThrow());
        Difference.require(
            "the bytes of #" + node.number,
            Words.bytes(bytes),
            Words.bytes(node.content.get().bytes()));
      }
    }
  }
}
