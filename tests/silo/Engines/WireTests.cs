#if ENGINE_ORLEANS
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Engines;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace Dispatch.Tests.Silo.Engines;

/// <summary>What passes between processes arrives as it was sent.</summary>
public sealed class WireTests
{
    private readonly Serializer wire = new ServiceCollection()
        .AddLogging().AddSilo(new EngineOptions(new JournalOptions("Data Source=:memory:"))).BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void An_outage_arrives_as_an_outage_although_the_driver_of_the_database_caused_it()
    {
        var outage = new JournalUnavailableException("PostgreSQL did not answer.", new PostgresException("terminating connection", "FATAL", "FATAL", "57P01"));
        var arrived = Assert.IsType<JournalUnavailableException>(Pass<Exception>(outage));
        Assert.Equal(outage.Message, arrived.Message);
        Assert.Contains("terminating connection", arrived.InnerException!.Message);
    }

    [Fact]
    public void A_list_that_the_compiler_made_arrives_with_what_it_holds()
    {
        IReadOnlyList<Content> one = [new("c1", "customer-1", "note", "要退货")];
        IReadOnlyList<Content> two = [.. one, new("c2", null, "reply", "")];
        Assert.Equal(one, Pass(one));
        Assert.Equal(two, Pass(two));
        Assert.Empty(Pass<IReadOnlyList<Content>>([]));
    }

    [Fact]
    public void An_answer_arrives_as_the_kind_of_answer_that_it_is()
    {
        Assert.Equal(new Outcome.Accepted(7), Pass<Outcome>(new Outcome.Accepted(7)));
        Assert.Equal(new Outcome.Repeated("ticket/1"), Pass<Outcome>(new Outcome.Repeated("ticket/1")));
        var refused = Assert.IsType<Outcome.Rejected>(Pass<Outcome>(new Outcome.Rejected(Rejection.Of(RejectionCode.TicketExists))));
        Assert.Equal(RejectionCode.TicketExists, refused.Rejection.Code);
    }

    private T Pass<T>(T value) => wire.Deserialize<T>(wire.SerializeToArray(value))!;
}
#endif
