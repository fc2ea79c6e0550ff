using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Silo.Notices;
using Dispatch.Silo.Outbox;
using Dispatch.Teams;
using Dispatch.Tests.World.Company;

namespace Dispatch.Tests.Journeys;

/// <summary>Whom the warnings and escalations of a question that nobody answers reach, as people come and go.</summary>
[Told]
public sealed class NoticeTests : IDisposable
{
    private const string Warned = "sla-warned.v1";
    private const string Escalated = "sla-escalated.v1";

    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_warning_reaches_the_assignee_and_the_breach_reaches_the_lead_too()
    {
        SignUp("li.na", "wu.jie");
        var id = story.Open("consultation");
        Assert.Equal("wu.jie", story.Ticket(id).Assignee);
        PassTo(Story.At(11, 0).AddSeconds(1));

        Assert.Equal([Escalated, Warned], FirstResponse("wu.jie"));
        Assert.Equal([Escalated], FirstResponse("li.na"));
    }

    [Fact]
    public void An_absent_leads_notices_go_to_the_stand_in_and_then_to_the_manager()
    {
        SignUp("li.na", "wu.jie", "boss");
        story.Tell("service", new SetReporting("li.na", "boss", "wu.jie"));
        story.Tell("service", new SetPresence("li.na", Present: false));
        story.Open("consultation");
        PassTo(Story.At(11, 1));
        Assert.Equal([], FirstResponse("li.na"));
        // Assignee and stand-in are the same person, who is told once.
        Assert.Equal([Escalated, Warned], FirstResponse("wu.jie"));

        story.Tell("service", new SetPresence("wu.jie", Present: false));
        PassTo(Story.At(13, 31));
        Assert.Equal([Escalated], FirstResponse("boss"));
        Assert.Equal([], FirstResponse("li.na"));
    }

    [Fact]
    public void An_absent_lead_whom_nobody_stands_in_for_finds_the_notices_when_back()
    {
        SignUp("li.na");
        story.Tell("service", new SetPresence("li.na", Present: false));
        story.Open("consultation");
        PassTo(Story.At(11, 1));
        Assert.Equal([Escalated, Warned], FirstResponse("li.na"));
    }

    [Fact]
    public void What_is_for_a_manager_where_nobody_is_above_goes_to_the_administrators()
    {
        SignUp("li.na", "wu.jie");
        SignUp(Role.Admin, "root");
        story.Open("consultation");
        PassTo(Story.At(14, 31));
        Assert.Equal([Escalated], FirstResponse("root"));
    }

    [Fact]
    public void With_nobody_on_the_team_who_can_sign_in_the_administrators_are_told()
    {
        SignUp(Role.Admin, "root", "root.2");
        story.Open("consultation");
        PassTo(Story.At(11, 0).AddSeconds(1));

        Assert.Equal([Escalated, Warned], FirstResponse("root"));
        Assert.Equal([Escalated, Warned], FirstResponse("root.2"));
    }

    [Fact]
    public void Where_nobody_can_sign_in_notices_wait_for_the_first_who_can()
    {
        story.Open("consultation");
        PassTo(Story.At(11, 0).AddSeconds(1));
        SignUp("li.na");
        PassTo(Story.At(13, 31));

        Assert.Equal([Escalated, Escalated, Warned], FirstResponse("li.na").Order());
    }

    [Fact]
    public void A_scope_that_does_not_hold_the_ticket_is_no_reader_of_its_notices()
    {
        SignUp("acme/west", Role.Agent, "li.na", "wu.jie");
        SignUp(Role.Admin, "root");
        story.Open("consultation");
        PassTo(Story.At(11, 0).AddSeconds(1));

        Assert.Equal((0, 2), (FirstResponse("li.na").Count, FirstResponse("root").Count));
    }

    private void SignUp(params string[] people) => SignUp(Role.Agent, people);

    private void SignUp(Role role, params string[] people) => SignUp(Founding.Org, role, people);

    private void SignUp(string org, Role role, params string[] people) => story.World.Run(async () =>
    {
        foreach (var person in people)
            Assert.Null(await Principals.Handle(person, new CreatePrincipal(person, new(person, person), org, [role]), Origin.System, default));
    });

    private PrincipalStore Principals => story.World.Service<PrincipalStore>();

    /// <summary>Lets time pass and sends what was left to send, every minute.</summary>
    private void PassTo(DateTimeOffset instant)
    {
        while (story.Now < instant)
        {
            var next = story.Now.AddMinutes(1);
            story.Until(next < instant ? next : instant);
            story.World.Run(() => story.World.Service<OutboxSender>().SendDue());
        }
    }

    /// <summary>Kinds of what somebody was told of the first response, newest first.</summary>
    private List<string> FirstResponse(string person) =>
    [
        .. story.World.Run(() => story.World.Service<INoticeStore>().Read(person, null, 100)).Items
            .Where(item => item.Notice.Clock is "first-response").Select(item => item.Notice.Kind),
    ];
}
