package io.filelibrary.http.timetap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.primitives.Longs;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.access.TenantLibrary;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.TenantId;
import org.jspecify.annotations.Nullable;

/** The caller's tenant, as this API calls it. Used by one thread, for one request. */
final class Business {
  /** The property that names it. */
  static final String ID = "businessId";

  private final TenantLibrary library;
  private final TimeTapOptions options;
  private @Nullable ChannelFiles files;

  private Business(TenantLibrary library, TimeTapOptions options) {
    this.library = library;
    this.options = options;
  }

  /** The business of a request. */
  static Business of(Exchange exchange, TimeTapOptions options) {
    return new Business(exchange.library(), options);
  }

  /** Its files, whose channel is created if it is missing: not before the request is looked at. */
  ChannelFiles files() {
    if (files == null) {
      TenantId tenant = library.tenant();
      files = library.ensureFiles(ChannelSpec.of(options.channelOf().apply(tenant), tenant));
    }
    return files;
  }

  /** Refuses the id of another business, as what is not there. */
  void require(String id) {
    if (!id.equals(library.tenant().value())) {
      throw HttpFailure.notFound();
    }
  }

  /** Its id in answers: an integer, unless it is none. */
  JsonNode id() {
    String text = library.tenant().value();
    Long number = Longs.tryParse(text);
    return number == null || !number.toString().equals(text)
        ? JsonNodeFactory.instance.textNode(text)
        : JsonNodeFactory.instance.numberNode(number);
  }
}
