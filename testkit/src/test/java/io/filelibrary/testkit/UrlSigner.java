package io.filelibrary.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a client may do: a path and parameters. */
final class UrlSigner {
  static final String SIGNATURE = "signature";

  private static final SecretKeySpec SECRET =
      new SecretKeySpec("a secret of this test alone".getBytes(UTF_8), "HmacSHA256");

  private UrlSigner() {}

  static String sign(String path, Map<String, String> parameters) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(SECRET);
      String text = path + "?" + query(parameters);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA256", e);
    }
  }

  static Map<String, String> signed(String path, Map<String, String> parameters) {
    Map<String, String> signed = new LinkedHashMap<>(parameters);
    signed.put(SIGNATURE, sign(path, parameters));
    return signed;
  }

  static boolean isSigned(String path, Map<String, String> parameters) {
    Map<String, String> rest = new LinkedHashMap<>(parameters);
    String signature = rest.remove(SIGNATURE);
    return signature != null
        && MessageDigest.isEqual(signature.getBytes(UTF_8), sign(path, rest).getBytes(UTF_8));
  }

  static boolean isOver(Map<String, String> parameters) {
    return !Instant.parse(parameters.getOrDefault("expires", "1970-01-01T00:00:00Z"))
        .isAfter(Instant.now());
  }

  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals >= 0) {
        parameters.put(
            parameter.substring(0, equals),
            URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
      }
    }
    return parameters;
  }
}
