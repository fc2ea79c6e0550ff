using Dispatch.Access;

namespace Dispatch.Tests.Core.Access;

public sealed class PrincipalTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Principal Li = Principal.Apply(
        null, new PrincipalCreated("li.wei", new("李薇", "Li Wei"), "company/east", [Role.Agent], "zh", "east"));

    [Fact]
    public void New_roles_end_running_sessions()
    {
        var decision = PrincipalDecisions.Decide(Li, new ChangeRoles([Role.Manager], "company"), Noon);
        Assert.Equal(Li.Stamp + 1, Principal.Apply(Li, (PrincipalEvent)Assert.Single(decision.Events)).Stamp);
    }

    [Fact]
    public void A_principal_survives_storage_unchanged()
    {
        var stored = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            Li with { Keys = [new("k", KeyKind.Display, "h", "hall", Noon)] }, DispatchJson.Stored);
        var read = System.Text.Json.JsonSerializer.Deserialize<Principal>(stored, DispatchJson.Stored)!;
        Assert.Equal(new AccessKey("k", KeyKind.Display, "h", "hall", Noon), Assert.Single(read.Keys));
    }

    [Fact]
    public void The_same_roles_again_change_nothing() =>
        Assert.Empty(PrincipalDecisions.Decide(Li, new ChangeRoles([Role.Agent, Role.Agent], "company/east"), Noon).Events);

    [Fact]
    public void A_key_that_expires_now_is_refused()
    {
        var decision = PrincipalDecisions.Decide(Li, new IssueKey("k", KeyKind.Api, "h", "ci", null, Noon), Noon);
        Assert.Equal(RejectionCode.KeyExpiresInThePast, decision.Rejection?.Code);
    }

    [Fact]
    public void A_key_is_refused_from_the_instant_it_expires()
    {
        var key = new AccessKey("k", KeyKind.Api, "h", "ci", Noon, ExpiresAt: Noon.AddHours(1));
        Assert.True(key.IsValidAt(Noon.AddHours(1).AddMilliseconds(-1)));
        Assert.False(key.IsValidAt(Noon.AddHours(1)));
    }

    [Fact]
    public void A_principal_holds_twenty_keys_and_no_more()
    {
        var full = Li with { Keys = [.. Enumerable.Range(0, 20).Select(n => new AccessKey($"k{n}", KeyKind.Api, $"h{n}", "ci", Noon))] };
        var decision = PrincipalDecisions.Decide(full, new IssueKey("k", KeyKind.Api, "h", "ci", null, null), Noon);
        Assert.Equal(RejectionCode.TooManyKeys, decision.Rejection?.Code);
    }

    [Fact]
    public void An_engineers_calendar_has_one_address_and_a_new_one_takes_its_place()
    {
        var engineer = Li with { Engineer = "li.wei", Keys = [new("k", KeyKind.Api, "h", "ci", Noon), new("old", KeyKind.Calendar, "o", "feed", Noon)] };
        var decision = PrincipalDecisions.Decide(engineer, new IssueKey("new", KeyKind.Calendar, "n", "feed", null, null), Noon);
        Assert.Equal(["k", "new"], decision.Events.Cast<PrincipalEvent>().Aggregate(engineer, Principal.Apply).Keys.Select(key => key.Id));
    }

    [Fact]
    public void Who_is_no_engineer_has_no_calendar_of_visits()
    {
        var decision = PrincipalDecisions.Decide(Li, new IssueKey("k", KeyKind.Calendar, "h", "feed", null, null), Noon);
        Assert.Equal(RejectionCode.PrincipalNoEngineer, decision.Rejection?.Code);
    }

    [Theory]
    [InlineData("company/east", "company/east", true)]
    [InlineData("company/east", "company/east/repair", true)]
    [InlineData("company/east", "company/eastern", false)]
    [InlineData("company/east", "company", false)]
    public void An_org_path_holds_itself_and_what_is_below_it(string scope, string owner, bool holds) =>
        Assert.Equal(holds, OrgPath.Holds(scope, owner));
}
