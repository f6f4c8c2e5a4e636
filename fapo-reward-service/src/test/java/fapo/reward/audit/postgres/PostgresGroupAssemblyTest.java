package fapo.reward.audit.postgres;

import com.zaxxer.hikari.HikariDataSource;
import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.AuditLog;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.GroupAssemblyContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresGroupAssemblyTest extends GroupAssemblyContract {
  private static HikariDataSource pool;
  private static HikariDataSource otherPool;
  private static PostgresAuditLog log;
  private static PostgresGroupAssembly assembly;
  private static PostgresGroupAssembly replica;

  @BeforeAll
  static void open() {
    pool = TestDatabase.fresh();
    otherPool = TestDatabase.again(pool);
    log = new PostgresAuditLog(pool, AuditLimits.STANDARD);
    assembly = new PostgresGroupAssembly(pool, AuditLimits.STANDARD);
    replica = new PostgresGroupAssembly(otherPool, AuditLimits.STANDARD);
  }

  @AfterAll
  static void shut() {
    log.close();
    assembly.close();
    replica.close();
    pool.close();
    otherPool.close();
  }

  @Override
  protected GroupAssembly assembly() {
    return assembly;
  }

  @Override
  protected GroupAssembly replica() {
    return replica;
  }

  @Override
  protected AuditLog log() {
    return log;
  }

  @Override
  protected void outlastLease() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update fapo_reward.open_group set claimed_until = claimed_until - interval '1 hour'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
