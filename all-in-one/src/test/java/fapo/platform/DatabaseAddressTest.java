package fapo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseAddressTest {
  @Test
  void takesUserAndPasswordOutOfTheAddress() {
    assertThat(DatabaseAddress.parse("postgresql://u:p%40ss@db:5433/fapo?sslmode=require"))
        .isEqualTo(
            new DatabaseAddress("jdbc:postgresql://db:5433/fapo?sslmode=require", "u", "p@ss"));
    assertThat(DatabaseAddress.parse("jdbc:postgresql://db/fapo"))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/fapo", "postgres", ""));
  }

  @Test
  void neverShowsThePassword() {
    assertThat(DatabaseAddress.parse("postgres://u:secret@db/x").toString())
        .doesNotContain("secret");
    assertThatThrownBy(() -> DatabaseAddress.parse("mysql://u:secret@db/x"))
        .hasMessageContaining("mysql://…@db/x (expected: postgresql://")
        .hasMessageNotContaining("secret");
  }
}
