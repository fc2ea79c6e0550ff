namespace Dispatch.Tests.Api;

/// <summary>One demo company for all tests that need tickets, because founding it takes a while.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCompany : ICollectionFixture<DemoHost>
{
    public const string Name = "demo company";
}
