using Dispatch.Silo.Cluster;

namespace Dispatch.Tests.Silo.Cluster;

public sealed class ClusterAdmissionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Fact]
    public void The_first_process_and_one_like_the_others_are_admitted()
    {
        Assert.Null(Ask(Member("a/1")));
        Assert.Null(Ask(Member("a/1"), others: [Member("b/1"), Member("c/1") with { Role = ClusterRole.Api }]));
    }

    [Theory]
    [InlineData(ClusterRole.Both, true, false, null)]
    [InlineData(ClusterRole.Silo, true, true, "-p:Engine=Orleans")]
    [InlineData(ClusterRole.Api, false, false, "PostgreSQL")]
    [InlineData(ClusterRole.Api, false, true, null)]
    public void A_part_in_a_cluster_needs_the_engine_and_the_database_for_it(ClusterRole role, bool alone, bool shared, string? remedy)
    {
        var refusal = ClusterAdmission.Unfit(role, alone, shared);
        Assert.Equal(remedy is null, refusal is null);
        Assert.Contains(remedy ?? "", $"{refusal?.En}");
        Assert.Contains(remedy ?? "", $"{refusal?.Zh}");
    }

    [Fact]
    public void Another_name_than_that_of_the_cluster_that_has_the_database_is_refused_and_told_which_it_is() =>
        Assert.Contains("--cluster east", Ask(Member("a/1"), cluster: "west", owner: "east")!.En);

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    [InlineData(-2_001, false)]
    public void A_clock_may_be_off_by_as_much_as_is_allowed_and_no_more(int milliseconds, bool admitted) =>
        Assert.Equal(admitted, Ask(Member("a/1") with { Skew = TimeSpan.FromMilliseconds(milliseconds) }) is null);

    [Fact]
    public void An_engine_does_not_join_another()
    {
        var refusal = Ask(Member("a/1"), others: [Member("b/1") with { Engine = "Local" }])!;
        Assert.Contains("b/1", refusal.En);
        Assert.Contains("b/1", refusal.Zh);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(8, true)]
    [InlineData(5, false)]
    [InlineData(9, false)]
    public void Releases_next_to_each_other_work_together_and_those_further_apart_do_not(int wire, bool admitted) =>
        Assert.Equal(admitted, Ask(Member("a/1") with { Wire = 7 }, others: [Member("b/1") with { Wire = wire }]) is null);

    private static LocalText? Ask(ClusterMember newcomer, string cluster = "dispatch", string owner = "dispatch", params IEnumerable<ClusterMember> others) =>
        ClusterAdmission.Refusal(newcomer, cluster, owner, others, TwoSeconds);

    private static ClusterMember Member(string name) => new(
        name, "Orleans", ClusterRole.Silo, "1.0.0", Wire: 7, "http://127.0.0.1:8080", Noon, Noon, TimeSpan.Zero, FeedSeq: 0);
}
