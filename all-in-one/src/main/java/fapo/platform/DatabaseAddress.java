package fapo.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where an external PostgreSQL is.
///
/// @param jdbcUrl without user and password
public record DatabaseAddress(String jdbcUrl, String user, String password) {

  /// Reads `[jdbc:]postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE[?…]`.
  ///
  /// @throws IllegalArgumentException where it is something else
  public static DatabaseAddress parse(String text) {
    String url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    try {
      URI uri = new URI(url.replaceFirst("^postgres:", "postgresql:"));
      if (!"postgresql".equals(uri.getScheme()) || uri.getRawAuthority() == null) {
        throw refused(text);
      }
      String authority = uri.getRawAuthority();
      int at = authority.lastIndexOf('@');
      String[] account = authority.substring(0, Math.max(at, 0)).split(":", 2);
      String rest = orEmpty(uri.getRawPath());
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new DatabaseAddress(
          "jdbc:postgresql://" + authority.substring(at + 1) + rest + query,
          account[0].isEmpty() ? "postgres" : decoded(account[0]),
          account.length > 1 ? decoded(account[1]) : "");
    } catch (URISyntaxException e) {
      throw refused(text);
    }
  }

  @Override
  public String toString() {
    return jdbcUrl; // never the password
  }

  private static IllegalArgumentException refused(String text) {
    String shown = text.replaceAll("//[^@/]*@", "//…@");
    return new IllegalArgumentException(
        shown + " (expected: postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE)");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
