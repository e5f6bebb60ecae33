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

/** The caller's tenant, as this API calls it. */
final class Business {
  /** The property that names it. */
  static final String ID = "businessId";

  private final TenantId tenant;
  private final ChannelFiles files;

  private Business(TenantId tenant, ChannelFiles files) {
    this.tenant = tenant;
    this.files = files;
  }

  /** The business of a request, whose channel is created if it is missing. */
  static Business of(Exchange exchange, TimeTapOptions options) {
    TenantLibrary library = exchange.library();
    TenantId tenant = library.tenant();
    return new Business(
        tenant, library.ensureFiles(ChannelSpec.of(options.channelOf().apply(tenant), tenant)));
  }

  /** Its files. */
  ChannelFiles files() {
    return files;
  }

  /** Refuses the id of another business, as what is not there. */
  void require(String id) {
    if (!id.equals(tenant.value())) {
      throw HttpFailure.notFound();
    }
  }

  /** Its id in answers: an integer, unless it is none. */
  JsonNode id() {
    String text = tenant.value();
    Long number = Longs.tryParse(text);
    return number == null || !number.toString().equals(text)
        ? JsonNodeFactory.instance.textNode(text)
        : JsonNodeFactory.instance.numberNode(number);
  }
}
