using System.Text;
using System.Text.Json;
using Dispatch.Teams;

namespace Dispatch.Tests.Core.Teams;

/// <summary>A team's snapshot stays within its bound, however large the team was allowed to grow and however full its hands are.</summary>
public sealed class TeamSizeTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int MostBytes = 16 * 1024;
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(50)]
    public void The_greatest_team_that_is_allowed_keeps_within_its_snapshot_with_everybodys_hands_full(int capacity)
    {
        var (team, refusal) = Grow(capacity);
        Assert.Equal(RejectionCode.TeamTooLarge, refusal!.Code);
        var full = Fill(team);
        output.WriteLine($"capacity {capacity}: {full.Members.Length} members, {full.Members.Sum(member => member.Load)} steps, {Size(full)} bytes");

        Assert.All(full.Members, member => Assert.Equal(member.Capacity, member.Load));
        Assert.InRange(Size(full), MostBytes * 9 / 10, MostBytes);
    }

    [Fact]
    public void Forty_members_who_hold_eight_steps_each_are_allowed() => Assert.InRange(Grow(capacity: 8).Team.Members.Length, 40, int.MaxValue);

    [Fact]
    public void A_dispatchers_hand_cannot_fill_a_team_beyond_its_bound_either()
    {
        var full = Fill(Grow(capacity: 8).Team);
        for (var i = 0; ; i++)
        {
            var decision = TeamDecisions.Take(full, Waiting(1_000_000 + i), full.Members[i % full.Members.Length].Person, forced: true);
            if (decision.Rejection is { } refusal)
            {
                Assert.Equal(RejectionCode.TeamTooLarge, refusal.Code);
                break;
            }
            full = Fold(full, decision);
            Assert.InRange(Size(full), 0, MostBytes);
        }
    }

    [Fact]
    public void A_team_at_its_bound_may_still_shrink()
    {
        var (team, _) = Grow(capacity: 8);
        var first = team.Members[0];
        Assert.Null(TeamDecisions.Decide(team, new AddMember(first.Person, first.Name!, first.Skills, 1)).Rejection);
    }

    [Fact]
    public void Steps_in_hand_are_read_as_they_were_written_before_they_were_short()
    {
        const string before = """{"person":"ann","capacity":2,"present":true,"held":[{"ticket":"0123456789abc","step":"s1"}],"offered":[]}""";
        var member = JsonSerializer.Deserialize<Member>(before, DispatchJson.Stored)!;
        Assert.Equal([new StepRef("0123456789abc", "s1")], member.Held.AsEnumerable());
        Assert.Contains("\"held\":[\"0123456789abc:s1\"]", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(member, DispatchJson.Stored)), StringComparison.Ordinal);
    }

    private static (Team Team, Rejection? Refusal) Grow(int capacity)
    {
        var team = Fold(Team.Initial("service"), TeamDecisions.Decide(Team.Initial("service"), new EstablishTeam(new("客服组", "Customer service"), "acme/east/service", null, "person-1")));
        for (var i = 1; ; i++)
        {
            var decision = TeamDecisions.Decide(team, new AddMember($"person-{i}", new("欧阳建华", "Ouyang Jianhua"), [new("service", 3), new("return", 2)], capacity));
            if (decision.Rejection is { } refusal)
                return (team, refusal);
            team = Fold(team, decision);
            team = Fold(team, TeamDecisions.Decide(team, new SetPresence($"person-{i}", Present: true)));
        }
    }

    /// <summary>Work for everybody, and half of it acknowledged.</summary>
    private static Team Fill(Team team)
    {
        var waiting = Enumerable.Range(0, team.Members.Sum(member => member.Capacity)).Select(Waiting).Order(WaitingOrder.Instance).ToList();
        team = Fold(team, TeamDecisions.Drain(team, waiting, [], []));
        return Fold(team, TeamDecisions.Drain(team, [], [], [.. team.Members.SelectMany(member => member.Offered).Where((_, i) => i % 2 is 0)]));
    }

    private static WaitingStep Waiting(int i) => new(new($"{i:0000000000000}", "s99999"), Priority.Normal, Noon, []);

    private static int Size(Team team) => JsonSerializer.SerializeToUtf8Bytes(team, DispatchJson.Stored).Length;

    private static Team Fold(Team team, Decision decision)
    {
        Assert.Null(decision.Rejection);
        return decision.Events.Cast<TeamEvent>().Aggregate(team, (state, @event) => state.Apply(@event));
    }
}
