using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.CodeFixes;

/// <summary>Attributes as they are written.</summary>
internal static class AttributeNames
{
    /// <summary>Whether an attribute is called so, whatever stands before its name and with or without the ending.</summary>
    public static bool Is(AttributeSyntax attribute, string name)
    {
        string written = Last(attribute.Name).Identifier.ValueText;
        return written == name || written == name + "Attribute";
    }

    /// <summary>Another name of the namespace that this one is written with.</summary>
    public static NameSyntax Beside(AttributeSyntax attribute, string name)
    {
        IdentifierNameSyntax simple = SyntaxFactory.IdentifierName(name);
        return attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(simple).WithoutTrivia(),
            AliasQualifiedNameSyntax alias => alias.WithName(simple).WithoutTrivia(),
            _ => simple,
        };
    }

    /// <summary>The argument that sets a property.</summary>
    public static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, string property) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);

    private static SimpleNameSyntax Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        _ => (SimpleNameSyntax)name,
    };
}
