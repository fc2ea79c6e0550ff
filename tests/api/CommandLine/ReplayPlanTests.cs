using Dispatch.Api.CommandLine;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Api.CommandLine.Replay;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class ReplayPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Tickets_are_in_the_order_in_which_they_came_in_whatever_the_order_of_the_file()
    {
        var plan = Read("nyc-311-located");

        Assert.Equal(["nyc-311/54049402", "nyc-311/54046813", "nyc-311/54053391", "nyc-311/54053199", "nyc-311/54048216"], plan.Tickets.Select(ticket => ticket.Reference));
        Assert.Equal(2, ReplayPlan.Read(ImportedSample.File("nyc-311-located"), "nyc-311-located", gather: 1, limit: 2, Now).Tickets.Count);
    }

    [Fact]
    public void A_row_with_an_impossible_end_still_comes_in_because_its_end_lies_ahead()
    {
        var plan = Read("nyc-311");

        Assert.Contains("nyc-311/47153926", plan.Tickets.Select(ticket => ticket.Reference)); // closed a day before it was created
        Assert.Equal((5, 0), (plan.Tickets.Count, plan.RefusedRows));
        Assert.All(plan.Tickets, ticket => Assert.Null(ticket.End));
    }

    [Fact]
    public void A_bad_row_is_refused_with_its_line_and_stops_no_other()
    {
        using var folder = new TemporaryFolder();
        string[] lines = File.ReadAllLines(ImportedSample.File("nyc-311"));
        File.WriteAllLines(folder.File("bad.csv"), [lines[0], "46576371,yesterday,,Street Light Condition,BRONX", lines[1]]);

        var plan = ReplayPlan.Read(folder.File("bad.csv"), "nyc-311", gather: 1, limit: 10, Now);

        Assert.Equal((2, 1), (plan.Tickets.Count, plan.RefusedRows));
        Assert.Equal((2, "created", "yesterday"), plan.Faults.Select(fault => (fault.Line, fault.Column!, fault.Value!)).Single());
    }

    [Fact]
    public void A_mapping_for_another_set_is_refused_with_the_remedy()
    {
        var refusal = Assert.Throws<OperatorException>(() => ReplayPlan.Read(ImportedSample.File("baltimore-311"), "nyc-311", gather: 1, limit: 10, Now));
        Assert.Contains("--map", refusal.Text.En, StringComparison.Ordinal);
        Assert.Contains("--map", refusal.Text.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("baltimore-311")]
    [InlineData("nyc-311-located")]
    [InlineData("nyc-311")]
    public void The_mapping_of_a_sample_is_found_by_the_file(string name) => Assert.Equal(name, MappingGuess.Of(ImportedSample.File(name), Now));

    [SharedDataFact]
    public void The_mapping_of_each_real_set_is_found_by_the_file()
    {
        Assert.All(Mappings.Shipped, name => Assert.Equal(name, MappingGuess.Of(Path.Combine(SharedData.Folder!, "tickets", $"{name}.csv"), Now)));
    }

    [Fact]
    public void A_file_of_no_known_set_asks_for_a_mapping()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("other.csv"), "a,b\n1,2\n");
        Assert.Contains("--map", Assert.Throws<OperatorException>(() => MappingGuess.Of(folder.File("other.csv"), Now)).Text.En, StringComparison.Ordinal);
    }

    private static ReplayPlan Read(string name) => ReplayPlan.Read(ImportedSample.File(name), name, gather: 1, limit: int.MaxValue, Now);
}
