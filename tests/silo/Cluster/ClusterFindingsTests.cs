using Dispatch.Silo.Cluster;
using Dispatch.Silo.Outbox;

namespace Dispatch.Tests.Silo.Cluster;

public sealed class ClusterFindingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutboxBacklog NothingWaits = new(0, 0, null);

    [Fact]
    public void A_cluster_in_which_all_is_well_has_nothing_to_say() =>
        Assert.Empty(ClusterFindings.Of(Report([Member("a/1"), Member("b/1", ClusterRole.Api)])));

    [Fact]
    public void Of_the_one_process_on_a_file_there_is_nothing_to_say_either() =>
        Assert.Empty(ClusterFindings.Of(Report([Member("a/1", ClusterRole.Both)]) with { Census = new([], [new(null, "a/1")]) }));

    [Theory]
    [InlineData(1_500, null)]
    [InlineData(1_501, FindingLevel.Warn)]
    [InlineData(-2_000, FindingLevel.Warn)]
    [InlineData(-2_001, FindingLevel.Alert)]
    public void A_clock_is_told_of_from_three_quarters_of_the_bound_on(int milliseconds, FindingLevel? level) =>
        Assert.Equal(level, Only(Report([Member("a/1") with { Skew = TimeSpan.FromMilliseconds(milliseconds) }]), "a/1")?.Level);

    [Fact]
    public void Versions_side_by_side_are_told_with_who_runs_which() =>
        Assert.Contains("1.0.0 (a/1, c/1); 1.1.0 (b/1)", Only(Report([Member("a/1"), Member("b/1") with { Version = "1.1.0" }, Member("c/1")]), "versions")!.What.En);

    [Theory]
    [InlineData(50_000, 10, false)]
    [InlineData(50_001, 0, true)]
    [InlineData(1, 10.1, true)]
    public void A_member_is_behind_by_events_or_by_seconds(long events, double seconds, bool told)
    {
        var report = Report([Member("a/1")]);
        report = report with { Members = [report.Members[0] with { Behind = events, BehindFor = TimeSpan.FromSeconds(seconds) }] };
        Assert.Equal(told, Only(report, "behind the journal") is not null);
    }

    [Fact]
    public void Shares_of_the_clock_that_run_nowhere_are_named()
    {
        var found = Only(Report([Member("a/1")]) with { Census = new([], [new(0, "a/1"), new(1, null), new(2, "a/1"), new(7, null)]) }, "shares")!;
        Assert.Equal(FindingLevel.Alert, found.Level);
        Assert.Contains("(1, 7)", found.What.En);
    }

    [Fact]
    public void Silos_that_did_not_tell_are_told_of() => Assert.NotNull(Only(Report([Member("a/1")]) with { Census = null }, "did not tell"));

    [Fact]
    public void A_cluster_without_a_silo_is_an_alert() =>
        Assert.Equal(FindingLevel.Alert, Only(Report([Member("a/1", ClusterRole.Api)]), "No silo")!.Level);

    [Fact]
    public void A_silo_that_left_without_a_word_is_named_with_its_last_instant() => Assert.Contains(
        "b/1 (Silo) has not been heard of since 2026-03-02 12:00:00 UTC", Only(Report([Member("a/1")]) with { Lost = [Member("b/1")] }, "b/1")!.What.En);

    [Fact]
    public void Messages_that_are_due_for_more_than_a_minute_are_stuck()
    {
        Assert.Null(Only(Waiting(new(3, 0, Noon.AddMinutes(-1))), "messages"));
        Assert.Equal(FindingLevel.Warn, Only(Waiting(new(3, 0, Noon.AddMinutes(-1).AddMilliseconds(-1))), "messages")!.Level);
        Assert.Equal(FindingLevel.Info, Only(Waiting(new(3, 2, Noon.AddMinutes(5))), "messages")!.Level);

        static ClusterReport Waiting(OutboxBacklog outbox) => Report([Member("a/1")]) with { Outbox = outbox };
    }

    [Fact]
    public void The_worst_comes_first_and_every_sentence_is_there_in_Chinese()
    {
        var found = ClusterFindings.Of(Report([Member("a/1"), Member("b/1") with { Version = "1.1.0", Engine = "Local" }]) with
        {
            Lost = [Member("c/1")], Census = null, Outbox = new(3, 0, Noon.AddHours(-1)),
        });
        Assert.Equal(5, found.Count);
        Assert.Equal(found.Select(finding => finding.Level).OrderDescending(), found.Select(finding => finding.Level));
        Assert.All(found, finding => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*\p{IsCJKUnifiedIdeographs}", finding.What.Zh + finding.Remedy.Zh));
        Assert.All(found, finding => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", finding.What.En + finding.Remedy.En));
    }

    private static ClusterFinding? Only(ClusterReport report, string about) =>
        ClusterFindings.Of(report).SingleOrDefault(finding => finding.What.En.Contains(about, StringComparison.Ordinal));

    private static ClusterReport Report(IReadOnlyList<ClusterMember> members) => new(
        "dispatch", Noon, [.. members.Select(member => new MemberReport(member, 0, TimeSpan.Zero))], [], Head: 100, new([], [new(0, "a/1"), new(1, "a/1")]), NothingWaits,
        TimeSpan.FromSeconds(2));

    private static ClusterMember Member(string name, ClusterRole role = ClusterRole.Silo) => new(
        name, "Orleans", role, "1.0.0", Wire: 1, "http://127.0.0.1:8080", Noon, Noon, TimeSpan.Zero, FeedSeq: 100);
}
