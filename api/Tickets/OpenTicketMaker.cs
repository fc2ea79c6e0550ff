using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Customers;
using Dispatch.Api.Problems;
using Dispatch.Customers;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Planning;
using Dispatch.Silo.Hosting;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Makes the command that opens a ticket out of what a caller sent: number, scope, customer, zone, and texts by reference.</summary>
public sealed class OpenTicketMaker(
    TicketNumbers numbers, TicketPlaces places, TicketRulesSource rules, CustomerTiers tiers, IdSource ids)
{
    /// <summary>The command and its texts, or the problem with what was sent.</summary>
    public async Task<(OpenTicket? Open, IReadOnlyList<Content> Texts, Problem? Problem)> Make(
        string id, CreateTicket request, Caller caller, CancellationToken cancellationToken)
    {
        var data = ReadData(request);
        if (data.Value is null)
            return (null, [], Problem.Of(data.Rejections[0] with { Errors = [.. data.Rejections.Skip(1)] }));
        var customer = request.Customer is { } known ? CustomerIdentity.ToId(known.Kind, known.Value) : null;
        var texts = new TicketTexts(ids, customer);
        var (place, zone) = places.Locate(request.Place);
        var open = new OpenTicket(await numbers.Next(cancellationToken), OrgOf(request, caller), request.Kind, request.Channel)
        {
            ExternalRef = request.ExternalRef,
            Customer = customer,
            CustomerTier = customer is null ? null : await tiers.Of(customer, cancellationToken),
            Contact = texts.Keep("contact", ContactText(request)),
            Description = texts.Keep("description", request.Description),
            OrderNumber = request.OrderNumber,
            Product = request.Product,
            Serial = request.Serial,
            Amount = request.Amount,
            Place = place,
            Zone = zone,
            CustomerTimeZone = request.Customer?.TimeZone,
            SiteTimeZone = request.SiteTimeZone,
            Region = request.Region,
            Priority = request.Priority,
            Files = [.. request.Files ?? []],
            Data = data.Value.Kept,
            VisitWindow = request.VisitWindow is { } window ? new Window(window.From, window.To) : null,
            Parts = [.. request.Parts ?? []],
        };
        if (data.Value.Erasable.Count > 0)
            texts.KeepAs(ErasableDataId(id), "data", JsonSerializer.Serialize(data.Value.Erasable, DispatchJson.Stored));
        return (open, texts.All, null);
    }

    /// <summary>Id of the text that holds a ticket's free form data which nobody vouches for.</summary>
    public static string ErasableDataId(string ticket) => $"{ticket}-data";

    /// <summary>A company-wide caller's tickets go to the region they name; everybody else's stay where he works.</summary>
    private static string OrgOf(CreateTicket request, Caller caller) =>
        request.Region is { } region && !caller.Org.Contains('/', StringComparison.Ordinal) ? $"{caller.Org}/{region}" : caller.Org;

    private Checked<FieldData> ReadData(CreateTicket request)
    {
        if (request.Data is not { } data)
            return Checked<FieldData>.Ok(FieldData.Empty);
        var configuration = rules.Current.Configuration;
        var catalogue = configuration.Current(CaseTypes.Kind, request.Kind)?.Value.Fields ?? configuration.CompanyFields();
        return FieldData.Read(catalogue, data);
    }

    /// <summary>Contact and identity as one erasable text.</summary>
    private static string? ContactText(CreateTicket request) => request.Contact is null && request.Customer is null
        ? null
        : JsonSerializer.Serialize(new ContactText(request.Contact, request.Customer), DispatchJson.Stored);
}

/// <summary>What is stored of contact and customer with a ticket.</summary>
public sealed record ContactText(ContactInput? Contact = null, CustomerInput? Customer = null);
