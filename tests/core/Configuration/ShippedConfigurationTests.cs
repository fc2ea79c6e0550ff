using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Routing;
using Dispatch.Sla;

namespace Dispatch.Tests.Core.Configuration;

public sealed class ShippedConfigurationTests
{
    [Fact]
    public void Every_shipped_document_can_be_published_calendars_and_policies_first()
    {
        ConfigurationDocument[] documents = [.. ShippedSla.Documents, .. ShippedCaseTypes.All];
        var snapshot = ConfigurationSnapshot
            .Of(FieldCatalogueKind.Instance, CaseTypes.Kind, RoutingRulesKind.Instance, CalendarKind.Instance, SlaPolicyKind.Instance)
            .WithTeams(ShippedCaseTypes.Teams);
        foreach (var document in documents)
        {
            Assert.Empty(snapshot.Validate(document.Kind, document.Id, document.Body).Select(error => $"{document.Ref()} {error.Path} {error.Code}"));
            snapshot = snapshot.With(document);
        }
        Assert.Equal(documents.Length, snapshot.CurrentRefs.Count());
    }
}
