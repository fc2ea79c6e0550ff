using Dispatch.Configuration;
using Dispatch.Flows;
using Dispatch.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Grains;

public sealed class ConfigurationGrainTests : IDisposable, IConfigurationSource
{
    private static readonly ConfigurationDocument Return = ShippedCaseTypes.All.Single(document => document.Id == "return");

    private readonly GrainHost host;

    /// <summary>Teams that another process has founded and this one has not heard of.</summary>
    private IReadOnlyList<string> elsewhere = [];

    public ConfigurationGrainTests() =>
        host = new(new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), services => services.AddSingleton<IConfigurationSource>(this), seed: 1);

    public ConfigurationSnapshot Current { get; private set; } = ConfigurationSnapshot.Of(CaseTypes.Kind).WithTeams(ShippedCaseTypes.Teams);

    Task IConfigurationSource.CatchUp()
    {
        Current = Current.WithTeams([.. Current.Teams, .. elsewhere]);
        return Task.CompletedTask;
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void Publishing_answers_with_the_version_and_stores_the_document()
    {
        Assert.Equal(new Outcome.Accepted(1), Publish(Return.Body, ifMatch: 0));
        Assert.Equal(["document-published.v1"], host.Journal.KindsOf("config/case-type/return"));
        Assert.Equal(1, host.Run(Grain.Describe)!.State.Version);
    }

    [Fact]
    public void An_unpublished_document_has_no_state() => Assert.Null(host.Run(Grain.Describe));

    [Fact]
    public void A_refusal_names_every_fault_to_a_caller_on_the_wire()
    {
        var body = JsonBody.Parse(Return.Body.Text.Replace("\"warehouse\"", "\"moon\"", StringComparison.Ordinal));
        var rejected = Assert.IsType<Outcome.Rejected>(Publish(body, ifMatch: 0));
        Assert.Equal(RejectionCode.DocumentInvalid, rejected.Rejection.Code);
        Assert.Contains(rejected.Rejection.Errors!, error => error.Code == RejectionCode.FlowTeamUnknown && error.Path == "$.flow.steps[3].team");
        Assert.Empty(host.Journal.KindsOf("config/case-type/return"));
    }

    [Fact]
    public void What_another_process_has_just_founded_may_be_named()
    {
        var body = JsonBody.Parse(Return.Body.Text.Replace("\"team\": \"warehouse\"", "\"team\": \"moon\"", StringComparison.Ordinal));
        elsewhere = ["moon"];
        Assert.Equal(new Outcome.Accepted(1), Publish(body, ifMatch: 0));
    }

    [Fact]
    public void The_second_of_two_authors_who_started_from_one_version_is_refused()
    {
        Publish(Return.Body, ifMatch: 0);
        var changed = JsonBody.Parse(Return.Body.Text.Replace("\"Return\"", "\"Send back\"", StringComparison.Ordinal));
        Assert.Equal(new Outcome.Accepted(2), Publish(changed, ifMatch: 1));
        Assert.Equal(RejectionCode.DocumentVersionStale, Assert.IsType<Outcome.Rejected>(Publish(Return.Body, ifMatch: 1)).Rejection.Code);
    }

    private IConfigurationGrain Grain => host.Grains.GetGrain<IConfigurationGrain>("config/case-type/return");

    private Outcome Publish(JsonBody body, int? ifMatch) =>
        host.Run(() => Grain.Publish(new("case-type", "return", body, ifMatch), Origin.System));
}
