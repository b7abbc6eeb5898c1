from langchain.chains import RetrievalQA
import openai

print("hi")
