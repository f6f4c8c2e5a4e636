package fapo.reward.audit.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.Records;
import fapo.reward.core.GroupKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What every [GroupAssembly] guarantees. Each test uses a run of its own.
public abstract class GroupAssemblyContract {
  protected abstract GroupAssembly assembly();

  /// Another replica's view of the same groups.
  protected abstract GroupAssembly replica();

  protected abstract AuditLog log();

  /// Lets every claim given so far run out.
  protected abstract void outlastLease();

  @Test
  void completesOnceForTheLastMember() {
    OpenGroup group = open("once", 3);
    List<MemberRecord> members = members(group, 3);
    assertThat(join(group, members.get(2))).isEqualTo(new Assembly.Open(group, 0, List.of()));
    assertThat(add(group, members.get(2)))
        .isEqualTo(new Assembly.Open(group, 1, List.of(members.get(2))));
    assertThat(add(group, members.get(0)))
        .isEqualTo(new Assembly.Open(group, 2, List.of(members.get(0))));
    assertThat(add(group, members.get(1))).isEqualTo(new Assembly.Complete(group, members, true));
    assertThat(add(group, members.get(1)))
        .isEqualTo(new Assembly.Complete(group, List.of(members.get(1)), false));
    assertThat(replica().find(group.key())).isEqualTo(new Assembly.Complete(group, members, false));
  }

  @Test
  void answersTheSameRolloutWithTheMemberOnRecord() {
    OpenGroup group = open("same", 2);
    MemberRecord member = members(group, 1).getFirst();
    join(group, member);
    add(group, member);
    MemberRecord judgedAnew = Records.member(group.key(), 0, 9, member.text());
    assertThat(judgedAnew).isNotEqualTo(member);
    assertThat(join(group, judgedAnew)).isEqualTo(new Assembly.Open(group, 1, List.of(member)));
    assertThat(add(group, judgedAnew)).isEqualTo(new Assembly.Open(group, 1, List.of(member)));
  }

  @Test
  void namesWhatDiffers() {
    OpenGroup group = open("differs", 2);
    MemberRecord member = members(group, 1).getFirst();
    join(group, member);
    add(group, member);
    MemberRecord other = Records.withText(member, new byte[] {1, 2, 3});
    assertThat(join(group, other)).isInstanceOf(Assembly.ContentChanged.class);
    assertThat(add(group, other))
        .isEqualTo(
            new Assembly.ContentChanged(
                group.key(), "rollout[0]: other content (expected: as first sent)"));
    assertThat(join(new OpenGroup(group.key(), 4, group.content()), member))
        .isEqualTo(
            new Assembly.ContentChanged(group.key(), "group_size: 4 (expected: 2, as first sent)"));
    assertThat(join(new OpenGroup(group.key(), 2, Records.content("Another")), member))
        .isEqualTo(
            new Assembly.ContentChanged(
                group.key(), "task.problem: other content (expected: as first sent)"));
  }

  @Test
  void refusesAnIndexOutsideTheGroup() {
    OpenGroup group = open("outside", 2);
    assertThatThrownBy(() -> assembly().openOrJoin(group, 2, Records.hash(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rollout_index: 2 (expected: 0 to 1)");
  }

  @Test
  void knowsWhatWasNeverOpened() {
    GroupKey key = Records.key("never", 1, 1);
    assertThat(assembly().find(key)).isEqualTo(new Assembly.Unknown(key));
    assertThat(assembly().close(key)).isEqualTo(new Assembly.Unknown(key));
    assertThat(assembly().addMember(key, Records.member(key, 0, 0, new byte[1])).join())
        .isEqualTo(new Assembly.Unknown(key));
    assertThat(assembly().cancel(key)).isFalse();
  }

  @Test
  void closesWithTheMembersItHas() {
    OpenGroup group = open("closed", 4);
    List<MemberRecord> members = members(group, 3);
    join(group, members.get(0));
    add(group, members.get(0));
    add(group, members.get(1));
    assertThat(replica().close(group.key()))
        .isEqualTo(new Assembly.Complete(group, members.subList(0, 2), true));
    assertThat(assembly().close(group.key()))
        .isEqualTo(new Assembly.Complete(group, List.of(), false));
    assertThat(add(group, members.get(2))).isInstanceOf(Assembly.ContentChanged.class);
  }

  @Test
  void passesTheDutyOnWhenAFinisherDies() {
    OpenGroup group = open("lease", 1);
    MemberRecord member = members(group, 1).getFirst();
    join(group, member);
    assertThat(add(group, member)).isEqualTo(new Assembly.Complete(group, List.of(member), true));
    assertThat(replica().claim(group.key()))
        .isEqualTo(new Assembly.Complete(group, List.of(), false));
    outlastLease();
    assertThat(replica().claim(group.key()))
        .isEqualTo(new Assembly.Complete(group, List.of(member), true));
    assertThat(assembly().claim(group.key()))
        .isEqualTo(new Assembly.Complete(group, List.of(), false));
  }

  @Test
  void cancelsGroupsAndRuns() {
    OpenGroup one = open("cancelled", 2);
    OpenGroup two = new OpenGroup(Records.key("cancelled", 2, 2), 2, one.content());
    join(one, members(one, 1).getFirst());
    join(two, members(two, 1).getFirst());
    assertThat(assembly().cancel(one.key())).isTrue();
    assertThat(assembly().cancel(one.key())).isFalse();
    assertThat(add(one, members(one, 1).getFirst())).isEqualTo(new Assembly.Cancelled(one.key()));
    assertThat(replica().cancelRun("cancelled", 1)).isZero();
    assertThat(replica().cancelRun("cancelled", null)).isOne();
    assertThat(assembly().find(two.key())).isEqualTo(new Assembly.Cancelled(two.key()));
  }

  @Test
  void pointsToTheRecordOnceFinished() {
    OpenGroup group = open("finished", 1);
    MemberRecord member = members(group, 1).getFirst();
    join(group, member);
    add(group, member);
    log().record(Records.group(group.key(), 1)).join();
    assembly().finish(group.key()).join();
    assertThat(join(group, member)).isEqualTo(new Assembly.Scored(group.key()));
    assertThat(add(group, member)).isEqualTo(new Assembly.Scored(group.key()));
    assertThat(assembly().find(group.key())).isEqualTo(new Assembly.Scored(group.key()));
  }

  @Test
  void givesEachGroupToExactlyOneOfManyReplicas() {
    List<CompletableFuture<Assembly>> answers = new ArrayList<>();
    int groups = 40;
    int size = 8;
    for (int index = 0; index < size; index++) {
      for (int i = 0; i < groups; i++) {
        GroupAssembly either = (i + index) % 2 == 0 ? assembly() : replica();
        OpenGroup group = new OpenGroup(Records.key("many", 1, i), size, Records.content("p"));
        MemberRecord member = Records.member(group.key(), index, 0, new byte[] {(byte) index});
        for (int twice = 0; twice < 2; twice++) {
          answers.add(
              either
                  .openOrJoin(group, index, member.contentHash())
                  .thenCompose(_ -> either.addMember(group.key(), member)));
        }
      }
    }
    List<Assembly> settled = answers.stream().map(CompletableFuture::join).toList();
    assertThat(settled).noneMatch(answer -> answer instanceof Assembly.ContentChanged);
    List<Assembly.Complete> mine =
        settled.stream()
            .filter(Assembly.Complete.class::isInstance)
            .map(Assembly.Complete.class::cast)
            .filter(Assembly.Complete::yours)
            .toList();
    assertThat(mine).hasSize(groups).allMatch(complete -> complete.members().size() == size);
    assertThat(mine).extracting(complete -> complete.group().key()).doesNotHaveDuplicates();
  }

  private Assembly join(OpenGroup group, MemberRecord member) {
    return assembly().openOrJoin(group, member.index(), member.contentHash()).join();
  }

  private Assembly add(OpenGroup group, MemberRecord member) {
    return assembly().addMember(group.key(), member).join();
  }

  private static OpenGroup open(String run, int size) {
    return new OpenGroup(Records.key(run, 1, 1), size, Records.content("What is 6 · 7?"));
  }

  private static List<MemberRecord> members(OpenGroup group, int count) {
    return Records.group(group.key(), count).members();
  }
}
