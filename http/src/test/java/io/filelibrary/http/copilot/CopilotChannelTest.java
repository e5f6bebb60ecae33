package io.filelibrary.http.copilot;

import static io.filelibrary.http.copilot.CopilotFixture.CHANNEL;
import static io.filelibrary.http.copilot.CopilotFixture.FOREIGN;
import static io.filelibrary.http.copilot.CopilotFixture.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.TenantId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels by the Copilot Files API. */
final class CopilotChannelTest {
  @TempDir private Path spool;
  private CopilotFixture api;

  @BeforeEach
  void start() throws Exception {
    api = CopilotFixture.start(spool);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode create(Map<String, Object> body) throws Exception {
    Answer answer = api.post("/v1/channels/files", body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  @Test
  void channelHasTheShapeOfTheApi() throws Exception {
    JsonNode channel =
        create(
            Map.of(
                "membershipType", "individual", "clientId", "client-1", "companyId", "company-1"));

    assertThat(UUID.fromString(channel.path("id").textValue())).isNotNull();
    assertThat(channel.path("object").textValue()).isEqualTo("fileChannel");
    assertThat(channel.path("createdAt").textValue()).isEqualTo("2026-03-01T10:15:30.123456789Z");
    assertThat(channel.path("updatedAt").textValue()).isEqualTo("2026-03-01T10:15:30.123456789Z");
    assertThat(channel.path("membershipType").textValue()).isEqualTo("individual");
    assertThat(channel.path("clientId").textValue()).isEqualTo("client-1");
    assertThat(channel.path("companyId").textValue()).isEqualTo("company-1");
    assertThat(channel.path("membershipEntityId").textValue()).isEqualTo("client-1");
    assertThat(channel.path("memberIds").isArray()).isTrue();
    assertThat(api.get("/v1/channels/files/" + channel.path("id").textValue()).json())
        .isEqualTo(channel);
  }

  @Test
  void createdChannelTakesFiles() throws Exception {
    String id =
        create(Map.of("membershipType", "company", "companyId", "c")).path("id").textValue();

    Answer answer = api.post("/v1/files/folder", CopilotFixture.body("path", "a", "channelId", id));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(api.server().client(TestServer.EVE).send("GET", "/v1/channels/files/" + id).status())
        .isEqualTo(404);
  }

  @Test
  void deprecatedEntityIdStandsForClientOrCompany() throws Exception {
    JsonNode individual = create(Map.of("membershipType", "individual", "membershipEntityId", "x"));
    JsonNode company = create(Map.of("membershipType", "company", "membershipEntityId", "y"));

    assertThat(individual.path("clientId").textValue()).isEqualTo("x");
    assertThat(company.path("companyId").textValue()).isEqualTo("y");
    assertThat(company.has("clientId")).isFalse();
  }

  @Test
  void groupHasItsMembersInOrder() throws Exception {
    JsonNode group = create(Map.of("membershipType", "group", "memberIds", List.of("b", "a", "c")));

    assertThat(group.path("memberIds").toString()).isEqualTo("[\"b\",\"a\",\"c\"]");
    assertThat(group.has("membershipEntityId")).isFalse();
  }

  @Test
  void membershipThatSaysTooLittleIsRefused() throws Exception {
    List<Map<String, Object>> bodies =
        List.of(
            Map.of(),
            Map.of("membershipType", "club"),
            Map.of("membershipType", "individual"),
            Map.of("membershipType", "individual", "clientId", ""),
            Map.of("membershipType", "individual", "companyId", "x"),
            Map.of("membershipType", "individual", "clientId", "x", "membershipEntityId", "y"),
            Map.of("membershipType", "company"),
            Map.of("membershipType", "company", "clientId", "x"),
            Map.of("membershipType", "group"),
            Map.of("membershipType", "group", "memberIds", "x"),
            Map.of("membershipType", "group", "memberIds", List.of(1)),
            Map.of("membershipType", "group", "memberIds", List.of("")));
    long before = api.server().library().channels().count();

    for (Map<String, Object> body : bodies) {
      assertThat(api.post("/v1/channels/files", body).status()).as("%s", body).isEqualTo(400);
    }
    assertThat(api.server().library().channels().count()).isEqualTo(before);
  }

  @Test
  void idWithASlashIsTakenEncodedAndAsPlainSegments() throws Exception {
    for (String way : List.of(CHANNEL, encoded(CHANNEL), CHANNEL + "/")) {
      Answer answer = api.get("/v1/channels/files/" + way);
      assertThat(answer.status()).as(way).isEqualTo(200);
      assertThat(answer.json().path("id").textValue()).isEqualTo(CHANNEL);
    }
  }

  @Test
  void idMayHoldWhatUrlsEscapeOrLeaveEmpty() throws Exception {
    for (String id : List.of("a//b", "/a", "a/", "a%2Fb", "a\\b", "a?b#c", "a b+c", "ä/;x=1")) {
      api.server().library().createChannel(ChannelSpec.of(ChannelId.of(id), TenantId.of("1001")));

      Answer answer = api.get("/v1/channels/files/" + encoded(id));

      assertThat(answer.status()).as("%s: %s", id, answer).isEqualTo(200);
      assertThat(answer.json().path("id").textValue()).isEqualTo(id);
    }
    assertThat(api.get("/v1/channels/files/a//b").json().path("id").textValue()).isEqualTo("a//b");
  }

  @Test
  void channelOfAnotherTenantIsNotFound() throws Exception {
    Answer theirs = api.get("/v1/channels/files/" + encoded(FOREIGN));

    assertThat(theirs.status()).isEqualTo(404);
    assertThat(theirs.text().replace(FOREIGN, "absent/1"))
        .isEqualTo(api.get("/v1/channels/files/absent%2F1").text());
  }

  @Test
  void listHasTheChannelsOfTheTenantAlone() throws Exception {
    assertThat(ids("?limit=10")).containsExactly(CHANNEL);
    Answer theirs = api.server().client(TestServer.EVE).send("GET", "/v1/channels/files");
    assertThat(theirs.json().path("data")).hasSize(1);
    assertThat(theirs.json().path("data").get(0).path("id").textValue()).isEqualTo(FOREIGN);
    assertThat(theirs.json().has("nextToken")).isFalse();
  }

  @Test
  void listIsFilteredByWhomAChannelIsFor() throws Exception {
    String one = id(Map.of("membershipType", "individual", "clientId", "x", "companyId", "c"));
    String firm = id(Map.of("membershipType", "company", "companyId", "c"));
    String group = id(Map.of("membershipType", "group", "memberIds", List.of("x", "y")));

    assertThat(ids("?membershipType=individual")).containsExactly(one);
    assertThat(ids("?membershipType=group")).containsExactlyInAnyOrder(group, CHANNEL);
    assertThat(ids("?clientId=x")).containsExactly(one);
    assertThat(ids("?companyId=c")).containsExactlyInAnyOrder(one, firm);
    assertThat(ids("?memberId=x")).containsExactlyInAnyOrder(one, group);
    assertThat(ids("?membershipEntityId=c")).containsExactly(firm);
    assertThat(ids("?companyId=c&clientId=x")).containsExactly(one);
    assertThat(ids("?clientId=absent")).isEmpty();
    assertThat(api.get("/v1/channels/files?membershipType=club").status()).isEqualTo(400);
  }

  @Test
  void emptyFiltersOfTheVendorsClientSayNothing() throws Exception {
    assertThat(ids("?membershipEntityId=&limit=100&clientId=&companyId=")).containsExactly(CHANNEL);
  }

  @Test
  void listGoesOnByTokensUntilThereIsNone() throws Exception {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(id(Map.of("membershipType", "company", "companyId", "c")));
    }

    assertThat(ids("?companyId=c&limit=2")).hasSize(5).containsExactlyInAnyOrderElementsOf(made);
    JsonNode whole = api.get("/v1/channels/files?companyId=c&limit=5").json();
    assertThat(whole.path("data")).hasSize(5);
    assertThat(whole.has("nextToken")).isFalse();
  }

  @Test
  void tokenGoesOnWithTheListThatGaveIt() throws Exception {
    for (int i = 0; i < 2; i++) {
      create(Map.of("membershipType", "company", "companyId", "c"));
    }
    String token =
        api.get("/v1/channels/files?limit=1&companyId=c").json().path("nextToken").textValue();

    String goOn = "/v1/channels/files?limit=1&nextToken=" + token;
    assertThat(api.get(goOn + "&companyId=c").status()).isEqualTo(200);
    assertThat(api.get(goOn + "&companyId=d").status()).isEqualTo(400);
    assertThat(api.get(goOn).status()).isEqualTo(400);
    assertThat(api.get(goOn + "x&companyId=c").status()).isEqualTo(400);
    assertThat(api.server().client(TestServer.EVE).send("GET", goOn + "&companyId=c").status())
        .isEqualTo(400);
    assertThat(api.get("/v1/channels/files?limit=0").status()).isEqualTo(400);
  }

  @Test
  void pageLooksAtTenThousandChannelsAndNoMore() throws Exception {
    ChannelSpec last = ChannelSpec.of(ChannelId.of("z"), TenantId.of("1001"));
    Membership company =
        new Membership(MembershipType.COMPANY, Optional.empty(), Optional.of("c"), List.of());
    api.server().library().createChannel(last.withMembership(company));
    for (int i = 0; i < 9_999; i++) {
      ChannelId id = ChannelId.of("a" + i);
      api.server().library().createChannel(ChannelSpec.of(id, TenantId.of("1001")));
    }

    JsonNode first = api.get("/v1/channels/files?companyId=c").json();

    assertThat(first.path("data")).isEmpty();
    String rest = "/v1/channels/files?companyId=c&nextToken=" + first.path("nextToken").asText();
    assertThat(api.get(rest).json().path("data").path(0).path("id").textValue()).isEqualTo("z");
    assertThat(api.get(rest).json().has("nextToken")).isFalse();
  }

  @Test
  void channelsOfTheHostAreShownToo() throws Exception {
    assertThat(api.server().library().findChannel(ChannelId.of(CHANNEL))).isPresent();
    JsonNode channel = api.get("/v1/channels/files/" + encoded(CHANNEL)).json();
    assertThat(channel.path("membershipType").textValue()).isEqualTo("group");
    assertThat(channel.path("memberIds")).isEmpty();
  }

  private String id(Map<String, Object> body) throws Exception {
    return create(body).path("id").textValue();
  }

  private List<String> ids(String query) throws Exception {
    return api.all("/v1/channels/files" + query).stream()
        .map(channel -> channel.path("id").textValue())
        .toList();
  }
}
